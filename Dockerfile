# The service in two stages: built with everything, run with what it needs, as a user without rights.
FROM node:20-bookworm-slim AS build
WORKDIR /app
# better-sqlite3 is compiled where no ready-made binary can be fetched.
RUN apt-get update && apt-get install -y --no-install-recommends g++ make python3 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit
COPY tsconfig.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 RELEASES_DIR=/releases
WORKDIR /app
RUN install -d -o node -g node /releases
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.build ./.build
COPY package.json ./
COPY schema ./schema
COPY migrations ./migrations
COPY data ./data
USER node
VOLUME /releases
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Bakes the release of data/ and serves it; with RELEASE_SOURCE it fetches its releases and bakes none.
CMD ["node", "--enable-source-maps", "--max-semi-space-size=4", ".build/commands/start.js"]
