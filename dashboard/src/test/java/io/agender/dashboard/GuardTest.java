package io.agender.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {

    @ParameterizedTest
    @CsvSource({
        "localhost,            true",
        "localhost:8080,       true",
        "LOCALHOST:8080,       true",
        "127.0.0.1:8080,       true",
        "127.0.0.2,            true",
        "[::1]:8080,           true",
        "evil.example,         false",
        "evil.example:8080,    false",
        "127.0.0.1.evil.example, false",
        "localhost.evil.example, false",
        "10.0.0.7:8080,        false",
        ",                     false",
    })
    void should_know_the_names_of_this_machine(String host, boolean known) {
        assertThat(Guard.isThisMachine(host)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer abc,              abc",
        "bearer   abc,            abc",
        "Basic dXNlcjphYmM=,      abc",
        "Basic OmE6YmM=,          a:bc",
        "Basic %%%,               ",
        "Basic dXNlcg==,          ",
        "Digest abc,              ",
        ",                        ",
    })
    void should_find_what_a_visitor_offers(String header, String offered) {
        assertThat(Guard.offered(header).orElse(null)).isEqualTo(offered);
    }
}
