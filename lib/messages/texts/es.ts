import 'server-only'
import type { MessageTexts } from './en'

export const spanish: MessageTexts = {
  nobody: { customer: '', sender: 'el equipo de soporte' },
  from: '{agent} de {company}',
  space: ' ',
  until: {
    today: 'hasta {day}, {time} h ({zone})',
    tomorrow: 'hasta {day}, {time} h ({zone})',
    later: 'hasta el {day}, {time} h ({zone})',
    dated: '{date}, {zone}',
  },
  reminder: {
    subject: 'Recordatorio: {subject}',
    request: 'Este es un recordatorio.',
    noMore: 'Para no recibir más recordatorios de este enlace: {url}',
  },
  templates: {
    email: {
      subject: 'Conecte {{integrations}}, por favor',
      body: `Hola, {{customer.name}}:

{{request}}

Para hacerlo, abra este enlace:
{{link}}

Funciona {{until}}. {{notes}}

{{safety}}

Un saludo,
{{agent.firstName}}
{{company}}`,
    },
    sms: `{{request}}
{{link}}
Funciona {{until}}. {{notes}} {{safety}}`,
    chat: `Hola, {{customer.name}}:
{{request}}

{{link}}

El enlace funciona {{until}}. {{notes}}

{{safety}}`,
    phone: `Hola, {{customer.name}}. {{request}}

Para ello recibirá un enlace nuestro. Funciona {{until}}. {{notes}}

{{safety}}`,
  },
  written: {
    request: {
      one: '{sender} le pide que conecte su cuenta de {integrations}.',
      other: '{sender} le pide que conecte sus cuentas de {integrations}.',
      again: '{sender} le pide que vuelva a conectar su cuenta de {integrations}.',
    },
    check: {
      none: '',
      email: 'La página le pide primero su dirección de correo.',
      digits: 'La página le envía primero seis cifras por correo y se las pide.',
      words: 'La página le pide primero las dos palabras que le leemos por teléfono.',
    },
    handoff: {
      one: 'Hasta entonces puede salir de la página y volver a ella.',
      other: 'La página muestra todas las cuentas; hasta entonces puede salir de ella y volver.',
      safety:
        'Cómo saber que de verdad somos nosotros: la dirección empieza por {origin} (mírela antes de abrir el enlace). Nunca le pedimos contraseñas, claves ni códigos por mensaje ni por teléfono; solo se escriben en la página del propio proveedor o en el formulario que abre el enlace. Si no esperaba este mensaje, pulse «No esperaba esto» en la página.',
    },
    nango: {
      one: 'Queda poco tiempo: ábralo ahora, por favor. Cuando la página le diga que ha funcionado, puede cerrarla.',
      other:
        'Queda poco tiempo: ábralo ahora, por favor. La página conecta una cuenta cada vez: cuando le diga que ha funcionado, abra el mismo enlace otra vez para la siguiente.',
      safety:
        'Cómo saber que de verdad somos nosotros: abra el enlace solo si acaba de hablar con nosotros. Lleva a Nango Connect ( {origin} ), el servicio que guarda la conexión por nosotros. Nunca le pedimos contraseñas, claves ni códigos por mensaje ni por teléfono; solo se escriben en la página del propio proveedor o en el formulario que abre el enlace. Si tiene dudas, llámenos a un número que ya conozca.',
    },
  },
  sms: {
    request: {
      one: '{sender} le pide que conecte su cuenta de {integrations}:',
      other: '{sender} le pide que conecte sus cuentas de {integrations}:',
      again: '{sender} le pide que vuelva a conectar su cuenta de {integrations}:',
    },
    check: { none: '', email: '', digits: '', words: '' },
    handoff: {
      one: '',
      other: '',
      safety: 'Solo es nuestro si empieza por {origin} Nunca pedimos contraseñas ni claves por teléfono.',
    },
    nango: {
      one: '',
      other: 'Vuelva a abrirlo para cada cuenta.',
      safety: 'Nunca pedimos contraseñas ni claves. Si tiene dudas, hable con nosotros.',
    },
  },
  phone: {
    request: {
      one: 'Le habla {sender}. Quisiera pedirle que conecte su cuenta de {integrations}.',
      other: 'Le habla {sender}. Quisiera pedirle que conecte sus cuentas de {integrations}.',
      again: 'Le habla {sender}. Quisiera pedirle que vuelva a conectar su cuenta de {integrations}.',
    },
    check: {
      none: '',
      email: 'La página le pide primero su dirección de correo.',
      digits: 'La página le envía primero seis cifras por correo y se las pide.',
      words: 'La página le pide primero dos palabras. Se las leo cuando llegue allí.',
    },
    handoff: {
      one: 'Hasta entonces puede salir de la página y volver a ella.',
      other: 'La página muestra todas las cuentas; hasta entonces puede salir de ella y volver.',
      safety:
        'Antes de abrirlo, mire la dirección: empieza por {host} y una barra. No le pediré contraseñas, claves ni códigos, y nadie de nuestro equipo lo hará. Si alguien lo hace, cuelgue.',
    },
    nango: {
      one: 'Queda poco tiempo: lo mejor es abrirlo mientras hablamos. Cuando la página le diga que ha funcionado, puede cerrarla.',
      other:
        'Queda poco tiempo: lo mejor es abrirlo mientras hablamos. La página conecta una cuenta cada vez: cuando le diga que ha funcionado, abra el mismo enlace otra vez para la siguiente.',
      safety:
        'Lleva a {host}: es Nango Connect, el servicio que guarda la conexión por nosotros. No le pediré contraseñas, claves ni códigos. Si duda de que esta llamada sea real, cuelgue y llámenos a un número que ya conozca.',
    },
  },
  digits: {
    subject: 'Sus seis cifras',
    body: `Hola, {{customer.name}}:

Se ha abierto el enlace que le dio {{sender}}, y allí se han pedido estas seis cifras:

{{digits}}

Escríbalas en la página que las ha pedido. Valen diez minutos, y solo en esa página.

Si no ha sido usted, no haga nada: sin las cifras nadie puede seguir. No se las dé a nadie, tampoco por teléfono; nunca las pedimos así.`,
  },
  sheet: {
    works: 'Este enlace funciona {until}.',
    scan: 'Escanee el código con la cámara de su teléfono o escriba la dirección en un navegador.',
    handoff: {
      follow: 'Pulse «Continuar» y responda a lo que pide la página.',
      one: 'Conecte allí la cuenta. La página le dice cuándo ha terminado.',
      other: 'Conecte cada cuenta de la lista. La página le dice cuándo ha terminado.',
    },
    nango: {
      follow: 'Siga la página, que se llama Nango Connect, y acepte en la página del propio proveedor.',
      one: 'Cuando le diga que ha funcionado, puede cerrarla.',
      other:
        'Cuando le diga que ha funcionado, escanee otra vez el código para la cuenta siguiente, hasta la última.',
    },
  },
  answer: {
    written: 'Se pidió un enlace nuevo; aquí lo tiene.',
    sms: 'Este es su enlace nuevo.',
    phone: 'Nos han pedido un enlace nuevo.',
  },
  receipt: {
    when: '{day}, {time} h ({zone})',
    nobody: 'nuestro equipo de soporte',
    done: {
      one: 'Su cuenta de {integrations} se conectó el {when}, como le había pedido {sender}.',
      other: 'Sus cuentas de {integrations} se conectaron el {when}, como le había pedido {sender}.',
      again: 'Su cuenta de {integrations} se volvió a conectar el {when}, como le había pedido {sender}.',
    },
    subject: 'Conexión realizada: {{integrations}}',
    body: `Hola, {{customer.name}}:

{{done}}

No tiene que hacer nada más. Si quiere deshacerlo, avise a {{contact}} o retire el acceso en su cuenta del proveedor.

Si no ha sido usted, responda a este correo o avise a {{contact}} de inmediato.

Un saludo,
{{agent.firstName}}
{{company}}`,
  },
}
