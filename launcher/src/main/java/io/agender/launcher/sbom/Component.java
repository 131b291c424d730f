package io.agender.launcher.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** One thing that the program is made of. */
record Component(String group, String name, String version, String packageUrl) {

    /** Group and name with a dot between them, then the version: so Quarkus calls the jars of an application. */
    private static final Pattern FILE = Pattern.compile("(?:modified-)?(.+?)-(\\d[^/]*?)(?:-runner)?\\.jar");

    private static final Pattern PACKAGE_URL = Pattern.compile("pkg:[a-z]+/(?:(.+)/)?([^/@]+)@(.+)");

    private static final Pattern MAVENS_FILE = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    private static final Set<String> SCOPES = Set.of("compile", "runtime");

    static Component ofPackageUrl(String packageUrl) {
        Matcher parts = PACKAGE_URL.matcher(packageUrl);
        if (!parts.matches()) {
            throw new IllegalArgumentException(packageUrl + " is no package URL");
        }
        return new Component(parts.group(1) == null ? "" : parts.group(1), parts.group(2), parts.group(3), packageUrl);
    }

    /** Of lines like {@code group:name:jar:version:scope}, perhaps with a classifier before the version. */
    static List<Component> ofList(List<String> lines) {
        return lines.stream()
                .map(line -> line.strip().split("[: ]"))
                .filter(parts -> parts.length >= 5 && parts[2].equals("jar"))
                .map(parts -> maven(parts[0], parts[1], SCOPES.contains(parts[4]) ? parts[3] : parts[4]))
                .toList();
    }

    /** What Maven wrote into the jar, where that belongs to the jar as a whole; else what its name says. */
    static Component ofJar(Path jar) throws IOException {
        String file = jar.getFileName().toString();
        Matcher parts = FILE.matcher(file);
        if (!parts.matches()) {
            throw new IOException("The jar " + jar + " does not say its version");
        }
        String full = parts.group(1);
        try (ZipFile content = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : content.stream()
                    .filter(one -> MAVENS_FILE.matcher(one.getName()).matches())
                    .toList()) {
                Properties maven = new Properties();
                try (InputStream in = content.getInputStream(entry)) {
                    maven.load(in);
                }
                String group = maven.getProperty("groupId", "");
                String name = maven.getProperty("artifactId", "");
                if (full.equals(group + "." + name) || full.equals(name)) {
                    return maven(group, name, parts.group(2));
                }
            }
        }
        int dot = full.lastIndexOf('.');
        return maven(dot < 0 ? "" : full.substring(0, dot), full.substring(dot + 1), parts.group(2));
    }

    private static Component maven(String group, String name, String version) {
        String path = group.isEmpty() ? name : group + "/" + name;
        return new Component(group, name, version, "pkg:maven/" + path + "@" + version + "?type=jar");
    }
}
