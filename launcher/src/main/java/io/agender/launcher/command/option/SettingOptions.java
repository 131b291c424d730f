package io.agender.launcher.command.option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** A group of options that are settings, mixed into a command: setting names with the user's texts. */
@Command
public final class SettingOptions {

    private final List<SettingOption> options;
    private final Map<String, String> chosen = new LinkedHashMap<>();

    SettingOptions(List<SettingOption> options) {
        this.options = options;
    }

    /** What the user chose. */
    public Map<String, String> chosen() {
        return chosen;
    }

    /** Gives a command line and its subcommands the options of the groups that are mixed into them. */
    public static void addTo(CommandLine commandLine) {
        add(commandLine.getCommandSpec(), commandLine.getCommandSpec());
        commandLine.getSubcommands().values().forEach(SettingOptions::addTo);
    }

    private static void add(CommandSpec command, CommandSpec from) {
        for (CommandSpec mixin : from.mixins().values()) {
            if (mixin.userObject() instanceof SettingOptions group) {
                group.options.forEach(option -> command.addOption(option.toSpec(group.chosen)));
            }
            add(command, mixin);
        }
    }
}
