package io.agender.verification;

import io.agender.launcher.Main;

/** Program of a child JVM: the {@code agender} command. */
final class CommandProgram {

    private CommandProgram() {}

    /** @param args as on the command line */
    public static void main(String[] args) {
        Orphan.endsWithItsParent();
        Main.main(args);
    }
}
