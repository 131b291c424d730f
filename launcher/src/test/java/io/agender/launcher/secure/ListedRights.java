package io.agender.launcher.secure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights that docs/security.md lists, row by row: what is granted in tests is what is written there. */
final class ListedRights {

    private static final Path PAGE = Path.of("..", "docs", "security.md");

    private ListedRights() {}

    static List<AclBinding> read() throws IOException {
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.filter(line -> line.matches("\\| `agender .*"))
                    .flatMap(ListedRights::rights)
                    .toList();
        }
    }

    /** {@code | `agender produce` | topic | `agender.frames` | literal | Write |}. */
    private static Stream<AclBinding> rights(String row) {
        String[] cells = row.replace("`", "").split("\\|");
        String command = cells[1].strip();
        // "agender topics create" is the user "topics" here.
        String user = command.split(" ")[1];
        ResourcePattern what = new ResourcePattern(
                ResourceType.valueOf(constant(cells[2])), cells[3].strip(), PatternType.valueOf(constant(cells[4])));
        return Stream.of(cells[5].split(","))
                .map(operation -> new AclBinding(
                        what,
                        new AccessControlEntry(
                                "User:" + user,
                                "*",
                                AclOperation.fromString(operation.strip()),
                                AclPermissionType.ALLOW)));
    }

    private static String constant(String text) {
        return text.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
    }
}
