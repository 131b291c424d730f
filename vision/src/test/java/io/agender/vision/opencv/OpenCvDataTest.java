package io.agender.vision.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenCvDataTest {

    @Test
    void should_find_a_cascade_inside_the_library() {
        assertThat(new OpenCvData().apply("haarcascades/haarcascade_frontalface_alt.xml"))
                .hasValueSatisfying(xml -> assertThat(xml).hasSize(676_709));
    }

    @Test
    void should_find_nothing_where_there_is_nothing() {
        assertThat(new OpenCvData().apply("haarcascades/no-such-file.xml")).isEmpty();
    }
}
