package io.agender.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessFilterTest {

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
        assertThat(AccessFilter.offered(header).orElse(null)).isEqualTo(offered);
    }
}
