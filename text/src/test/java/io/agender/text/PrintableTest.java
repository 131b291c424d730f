package io.agender.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    static List<Arguments> foreign() {
        return List.of(
                Arguments.of("line feed", "a\nERROR b", "a\\nERROR b"),
                Arguments.of("carriage return", "a\rb", "a\\rb"),
                Arguments.of("both", "a\r\nb", "a\\r\\nb"),
                Arguments.of("tab", "a\tb", "a\\tb"),
                Arguments.of("nothing", "a\0b", "a\\u0000b"),
                Arguments.of("backspace", "a\bb", "a\\u0008b"),
                Arguments.of("escape sequence", "\u001b[2Ja", "\\u001b[2Ja"),
                Arguments.of("title of the terminal", "\u001b]0;x\u0007", "\\u001b]0;x\\u0007"),
                Arguments.of("delete", "a\u007fb", "a\\u007fb"),
                Arguments.of("next line, of C1", "a\u0085b", "a\\u0085b"),
                Arguments.of("control sequence, of C1", "\u009b2Ja", "\\u009b2Ja"),
                Arguments.of("line separator", "a\u2028b", "a\\u2028b"),
                Arguments.of("paragraph separator", "a\u2029b", "a\\u2029b"),
                Arguments.of("right to left override", "a\u202egpj", "a\\u202egpj"),
                Arguments.of("left to right embedding", "a\u202ab", "a\\u202ab"),
                Arguments.of("isolate", "a\u2066b\u2069", "a\\u2066b\\u2069"),
                Arguments.of("right to left mark", "a\u200fb", "a\\u200fb"),
                Arguments.of("Arabic letter mark", "a\u061cb", "a\\u061cb"),
                Arguments.of("blank without width", "a\u200bb", "a\\u200bb"),
                Arguments.of("byte order mark", "\ufeffa", "\\ufeffa"),
                Arguments.of("invisible tag", "a\udb40\udc41", "a\\udb40\\udc41"),
                Arguments.of("half a character", "a\ud83d", "a\\ud83d"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("foreign")
    void should_write_as_an_escape_what_is_more_than_a_letter(String what, String text, String shown) {
        assertThat(Printable.line(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lobby-2",
                "a b",
                "tür",
                "大厅",
                "דלת",
                "می\u200cخواهم",
                "👩\u200d👧",
                "a\\nb",
                "100 % <b>\"x\"</b>"
            })
    void should_leave_letters_of_any_script_and_emoji_alone(String text) {
        assertThat(Printable.line(text)).isSameAs(text);
        assertThat(Printable.lines(text)).isSameAs(text);
    }

    @Test
    void should_keep_the_breaks_of_a_text_of_several_lines() {
        assertThat(Printable.lines("a\n\tb\r\nc\rd\u001b[31m\u2028e")).isEqualTo("a\n\tb\r\nc\\rd\\u001b[31m\\u2028e");
    }

    @Test
    void should_take_nothing_for_a_word() {
        assertThat(Printable.line(null)).isEqualTo("null");
    }
}
