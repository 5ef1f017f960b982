FROM node:20-bookworm-slim AS build
WORKDIR /desk
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
WORKDIR /desk
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 NEXT_MANUAL_SIG_HANDLE=true
COPY --from=build --chown=node:node /desk ./
USER node
EXPOSE 3000
# node itself is process 1, so that SIGTERM reaches the desk.
CMD ["node", "--import", "./lib/process/check-port.mjs", "node_modules/next/dist/bin/next", "start"]
