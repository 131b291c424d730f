package io.agender.launcher.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.launcher.run.RunConfig;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.config.ApplicationConfig;
import io.agender.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    private static final ApplicationConfig NAMES = ApplicationConfig.from(Settings.NONE);

    @TempDir
    Path folder;

    private RunConfig config;

    @BeforeEach
    void nameTheFolder() {
        config = RunConfig.from(new Settings(Map.of(RunConfig.DATA_DIRECTORY, folder.toString())));
    }

    @Test
    void should_give_a_second_service_of_a_kind_the_next_folder_and_another_name() {
        try (StateFolder first = StateFolder.open(config, "processor");
                StateFolder second = StateFolder.open(config, "processor")) {
            assertThat(first.path()).isEqualTo(folder.resolve("streams"));
            assertThat(second.path()).isEqualTo(folder.resolve("streams-2"));
            assertThat(second.instanceId(NAMES)).isNotEqualTo(first.instanceId(NAMES));
        }
    }

    @Test
    void should_give_a_service_that_comes_back_the_first_free_folder_with_its_name() {
        StateFolder first = StateFolder.open(config, "processor");
        String name = first.instanceId(NAMES);
        try (StateFolder second = StateFolder.open(config, "processor")) {
            first.close();
            try (StateFolder back = StateFolder.open(config, "processor")) {
                assertThat(back.path()).isEqualTo(folder.resolve("streams"));
                assertThat(back.instanceId(NAMES)).isEqualTo(name);
            }
            assertThat(second.path()).isEqualTo(folder.resolve("streams-2"));
        }
    }

    /** As before there were several, so that stores and names of earlier versions are found. */
    @Test
    void should_let_services_of_different_kinds_share_a_folder() {
        try (StateFolder processor = StateFolder.open(config, "processor");
                StateFolder aggregator = StateFolder.open(config, "aggregator")) {
            assertThat(aggregator.path()).isEqualTo(processor.path());
        }
    }

    @Test
    void should_say_which_folder_cannot_be_had() throws IOException {
        Files.createFile(folder.resolve("streams"));

        assertThatThrownBy(() -> StateFolder.open(config, "processor"))
                .isInstanceOfSatisfying(CommandException.class, error -> assertThat(error.exitCode())
                        .isEqualTo(ExitCode.FILES))
                .hasMessageContaining(folder.resolve("streams").toString());
    }
}
