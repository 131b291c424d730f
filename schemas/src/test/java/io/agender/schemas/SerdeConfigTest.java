package io.agender.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerdeConfigTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://reg:8081, http://reg:8081",
        "http://reg:8081/apis/registry/v3, http://reg:8081",
        "http://root:hunter2@reg:8081, http://***@reg:8081",
        "http://root:hun/te?r2@reg:8081, http://***@reg:8081",
        "http://reg:8081?x=hunter2, http://reg:8081",
    })
    void should_tell_the_registrys_address_without_what_logs_in_there(String url, String shown) {
        assertThat(SerdeConfig.of(url).address()).isEqualTo(shown);
        assertThat(SerdeConfig.of(url, "io.confluent.kafka.X", "io.confluent.kafka.Y", Map.of())
                        .address())
                .startsWith(shown);
    }
}
