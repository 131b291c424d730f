package io.agender.launcher.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "io.netty.netty-codec-http2-4.1.140.Final.jar, '', pkg:maven/io.netty/netty-codec-http2@4.1.140.Final?type=jar",
        "modified-io.vertx.vertx-core-4.5.13.jar, '', pkg:maven/io.vertx/vertx-core@4.5.13?type=jar",
        "org.eclipse.jgit.org.eclipse.jgit-7.1.1.jar, org.eclipse.jgit/org.eclipse.jgit,"
                + " pkg:maven/org.eclipse.jgit/org.eclipse.jgit@7.1.1?type=jar",
        "a.b-1.jar, other/part, pkg:maven/a/b@1?type=jar",
        "app-3.0.9-runner.jar, io.apicurio/app, pkg:maven/io.apicurio/app@3.0.9?type=jar",
    })
    void should_know_a_jar_by_what_maven_wrote_into_it_or_else_by_its_name(String file, String maven, String packageUrl)
            throws IOException {
        assertThat(Component.ofJar(jar(file, maven)).packageUrl()).isEqualTo(packageUrl);
    }

    @Test
    void should_read_the_list_that_maven_writes() {
        assertThat(Component.ofList(List.of(
                        "",
                        "The following files have been resolved:",
                        "   org.apache.kafka:kafka-clients:jar:4.4.0:compile -- module kafka.clients",
                        "   org.bytedeco:opencv:jar:linux-x86_64:4.13.0-1.5.13:compile",
                        "   io.vertx:vertx-core:jar:4.5.36:runtime")))
                .extracting(Component::packageUrl)
                .containsExactly(
                        "pkg:maven/org.apache.kafka/kafka-clients@4.4.0?type=jar",
                        "pkg:maven/org.bytedeco/opencv@4.13.0-1.5.13?type=jar",
                        "pkg:maven/io.vertx/vertx-core@4.5.36?type=jar");
    }

    @Test
    void should_take_a_package_url_apart() {
        assertThat(Component.ofPackageUrl("pkg:npm/chart.js@4.5.1"))
                .isEqualTo(new Component("", "chart.js", "4.5.1", "pkg:npm/chart.js@4.5.1"));
    }

    private Path jar(String file, String maven) throws IOException {
        Path jar = folder.resolve(file);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/"));
            if (!maven.isEmpty()) {
                String[] names = maven.split("/");
                zip.putNextEntry(new ZipEntry("META-INF/maven/" + maven + "/pom.properties"));
                zip.write(("groupId=" + names[0] + "\nartifactId=" + names[1]).getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
