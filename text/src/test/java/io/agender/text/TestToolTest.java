package io.agender.text;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class TestToolTest {

    @ParameterizedTest
    @CsvSource({"RTSP, rtsp", "RTSP, node  rtsp browser", "BROWSER, ' browser'", "NODE, node rtsp"})
    void should_fail_where_a_tool_is_missing_that_must_be_there(TestTool tool, String required) {
        assertThatThrownBy(() -> tool.require(false, "install it", name -> required))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("AGENDER_TEST_TOOLS names " + tool + ": install it");
    }

    @ParameterizedTest
    @CsvSource({"RTSP, ", "RTSP, ''", "RTSP, node browser", "NODE, nodejs"})
    void should_skip_where_a_tool_is_missing_that_nobody_promised(TestTool tool, String required) {
        assertThatThrownBy(() -> tool.require(false, "install it", name -> required))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageEndingWith("install it");
    }

    @Test
    void should_go_on_where_the_tool_is_there() {
        assertThatCode(() -> TestTool.NODE.require(true, "install it", name -> "node"))
                .doesNotThrowAnyException();
    }
}
