package io.agender.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class SettingsManualTest {

    @Test
    void should_be_the_page_in_docs() {
        assertThat(Path.of("../docs/configuration.md"))
                .as("run: ./agender settings > docs/configuration.md")
                .hasContent(SettingsManual.markdown());
    }

    @Test
    void should_find_no_name_declared_twice() {
        Set<String> seen = new HashSet<>();
        for (ConfigDef definition : KnownSettings.DEFINITIONS) {
            assertThat(definition.names()).allMatch(seen::add);
        }
    }
}
