# The agender command as an image: docker build -t agender-streams .
# Layers from what changes seldom to what changes often: system, Java, natives, other jars, our jars.
ARG JDK_IMAGE=maven:3-eclipse-temurin-17
ARG BASE_IMAGE=debian:bookworm-slim

# Builds the program, and sorts its jars by how often they change.
FROM ${JDK_IMAGE} AS build
WORKDIR /src
# gpu: with ONNX Runtime's build for NVIDIA's GPUs. Its BASE_IMAGE has CUDA and cuDNN.
ARG MAVEN_PROFILES=
COPY . .
# The registry runs as a container of its own, so it is no part of what is built.
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -q -ntp -DskipTests -Dspotless.check.skip -Dregistry.skip=true -Dcyclonedx.skip=false \
    ${MAVEN_PROFILES:+-P "$MAVEN_PROFILES"} -pl launcher -am package
# The detector that is best where its file can be had, for DETECTOR=yunet. Where the web is not reached the image goes
# without it: it takes part only when it is named.
RUN install -d -m 700 /out/models \
 && { timeout 120 java @deploy/language.options -cp "launcher/target/agender/lib/*" io.agender.launcher.Main \
      models pull yunet --model-dir /out/models \
      || { rm -f /out/models/*; echo "The image has no yunet; models pull yunet gets it." >&2; }; }
RUN deploy/docker/sort-jars.sh launcher/target/agender/lib /out && mv launcher/target/agender/agender.cdx.json /out/

# Natives of this processor only, as files, so that the JVM maps them where they are and nothing is unpacked at each start.
FROM ${JDK_IMAGE} AS natives
COPY deploy/docker/unpack-natives.sh /
COPY --from=build /out/natives /jars
RUN /unpack-natives.sh /jars /natives

# A Java of the modules that the program needs, without what needs a screen.
FROM ${JDK_IMAGE} AS java
RUN "$JAVA_HOME/bin/jlink" --output /java --compress=2 --no-header-files --no-man-pages --add-modules \
java.se,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,\
jdk.security.jgss,jdk.unsupported,jdk.zipfs \
 && rm -f /java/lib/libawt_xawt.so /java/lib/libsplashscreen.so /java/lib/libjsound.so \
 # A distribution's Java borrows these of its system, for pictures; others have them built in.
 && ldd /java/lib/libjavajpeg.so /java/lib/liblcms.so | awk '$3 ~ /\/lib(jpeg|lcms2)\.so/ { print $3 }' | sort -u \
  | xargs -r cp -L -t /java/lib \
 && rm -f /java/lib/security/cacerts \
 && cp -L "$JAVA_HOME/lib/security/cacerts" /java/lib/security/cacerts

# A broker's jars are left where the others were sorted out; this is the registry's application.
FROM build AS registry
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -q -ntp -pl embedded dependency:unpack@registry dependency:copy@registry-newer

FROM ${BASE_IMAGE} AS program
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin agender \
 && install -d -o agender -m 700 /data /data/models /data/alerts
COPY --from=java /java /opt/java
COPY --from=natives /natives /opt/agender/natives
COPY --from=build /out/lib /opt/agender/lib
COPY deploy/language.options deploy/docker/java.options deploy/docker/healthy deploy/docker/own-passwords \
  /opt/agender/
COPY samples/*.mp4 /opt/agender/samples/
COPY --from=build /out/agender.cdx.json /opt/agender/
COPY --from=build --chown=10001 /out/models /data/models
COPY --from=build /out/app /opt/agender/app
RUN --mount=type=bind,source=deploy/docker,target=/mnt /mnt/class-path.sh /opt/agender >>/opt/agender/java.options
ENV PATH=/opt/java/bin:$PATH LC_ALL=C.UTF-8 AGENDER_DATA_DIRECTORY=/data AGENDER_MODEL_DIRECTORY=/data/models
USER 10001
WORKDIR /opt/agender
# Java is process 1 and gets SIGTERM itself. JAVA_TOOL_OPTIONS adds options.
ENTRYPOINT ["java", "@/opt/agender/java.options", "@/opt/agender/language.options", "io.agender.launcher.Main"]
CMD ["--help"]

# The archive belongs to the files of the image as they lie there, so it is made of them. Where no services can be started
# during a build the image goes without it, and starts as well, if later.
FROM program AS classes
RUN --mount=type=bind,source=deploy/docker,target=/mnt \
    --mount=type=bind,from=registry,source=/src,target=/src \
    /mnt/record-classes.sh /src/launcher/target/agender/lib /src/embedded/target/registry /tmp/classes.jsa >/tmp/record.log 2>&1 \
 || { tail -n 40 /tmp/record.log >&2; : >/tmp/classes.jsa; echo "The image has no archive of classes." >&2; }

FROM program
COPY --from=classes --chown=0:0 /tmp/classes.jsa /opt/agender/
