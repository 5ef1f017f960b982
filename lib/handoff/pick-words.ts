import 'server-only'
import { randomInt } from 'node:crypto'

/** Words of one sense and one spelling that nobody mistakes for another one on the phone, nor one pair for another without its space. */
export const checkWords =
  'acorn amber anchor apple april arrow autumn badger bamboo banana basket beacon bicycle blanket blossom bottle bridge bucket butter button cactus camel candle canyon carpet castle cedar cherry chimney cinema circus clover cobalt coffee copper coral cotton cricket crystal curtain daisy desert dolphin dragon eagle echo ember emerald engine falcon feather fiddle finger flamingo forest fossil fountain galaxy garden garlic ginger glacier globe granite guitar hammer harbor harvest hazel helmet honey horizon igloo island ivory jacket jaguar jasmine jungle kettle kitten ladder lantern lemon leopard lilac lobster locket lotus magnet mango maple marble meadow melon meteor mirror monkey mountain mustard nectar needle nickel nutmeg oasis ocean olive onion orange orchard otter oyster paddle panda paper parrot pebble pepper piano pickle pigeon pillow pilot planet plaza pocket pony poplar potato prairie pumpkin puzzle rabbit radio rainbow raven ribbon river robin rocket saddle saffron salmon sandal saturn sesame shadow silver spider spinach sunset swallow tango teapot temple thunder tiger timber tomato trumpet tulip tunnel turtle umbrella valley velvet violet violin walnut walrus whistle willow window winter wizard yellow yogurt zebra zephyr'.split(
    ' ',
  )

/** Two of them, for a customer to type whom somebody reads them to. With five tries, one in 6,000 guesses right. */
export function pickWords(): string {
  return [0, 0].map(() => checkWords[randomInt(checkWords.length)]).join(' ')
}
