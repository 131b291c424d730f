package io.agender.producer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitesTest {

    @Test
    void should_know_the_site_of_a_camera_and_of_all_others() {
        Sites sites = Sites.parse("lobby=Bremen, door = Bremen Ost,*=Kiel");

        assertThat(sites.of("lobby")).contains("Bremen");
        assertThat(sites.of("door")).contains("Bremen Ost");
        assertThat(sites.of("yard")).contains("Kiel");
    }

    @Test
    void should_give_no_site_to_a_camera_that_has_none() {
        assertThat(Sites.parse("lobby=Bremen").of("door")).isEmpty();
        assertThat(Sites.parse("")).isEqualTo(Sites.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bremen", "=Bremen", "lobby=", "lobby=Bremen,,door=Kiel"})
    void should_refuse_what_names_no_site(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sites.parse(text)).withMessageContaining("CAMERA=LABEL");
    }

    @Test
    void should_refuse_two_sites_for_one_camera() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sites.parse("lobby=Bremen,lobby=Kiel"))
                .withMessageContaining("lobby");
    }
}
