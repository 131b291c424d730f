package io.agender.launcher.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a group of options set: setting names with the user's texts. The rooms check them, not the options. */
final class SettingOptions {

    private final Map<String, String> chosen = new LinkedHashMap<>();

    void set(String setting, String value) {
        chosen.put(setting, value);
    }

    Map<String, String> chosen() {
        return chosen;
    }
}
