package io.agender.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7,                    10.0.0.7",
        "2001:db8:1:2:3:4:5:6,        2001:db8:1:2:0:0:0:0",
        "2001:db8:1:2:ffff:4:5:6,     2001:db8:1:2:0:0:0:0",
        "[2001:db8:1:2:ffff:4:5:6],   2001:db8:1:2:0:0:0:0",
        "::1,                         0:0:0:0:0:0:0:1",
        "not an address,              not an address",
        ",                            null",
    })
    void should_take_all_addresses_of_one_network_for_one_client(String address, String client) {
        assertThat(ClientAddress.of(address)).isEqualTo(client);
    }
}
