package io.agender.notifier.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

    @Test
    void should_read_rules_as_people_write_them() {
        List<Rule> rules = Rule.parse("""
                crowd: more than 5 people in zone "check out" at lobby for 2m;
                full : more   than 2.5 faces in picture for 30s;
                gone: dark for 5m;
                blind: cannot see at door for 1m;
                covered: view moved or  blocked for 10s;""");

        assertThat(rules).extracting(Rule::name).containsExactly("crowd", "full", "gone", "blind", "covered");
        assertThat(rules)
                .extracting(Rule::text)
                .containsExactly(
                        "more than 5 people in zone \"check out\" at lobby for 120s",
                        "more than 2.5 faces in picture for 30s",
                        "dark for 300s",
                        "cannot see at door for 60s",
                        "view blocked or moved for 10s");
        assertThat(rules.get(0).isAbout("lobby")).isTrue();
        assertThat(rules.get(0).isAbout("door")).isFalse();
        assertThat(rules.get(2).isAbout("door")).isTrue();
        assertThat(rules).allSatisfy(rule -> assertThat(
                        Rule.parse(rule.name() + ": " + rule.text()).get(0))
                .isEqualTo(rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "more than 5 people in zone queue for 2m | has no name",
                "a b: dark for 5m | has no name",
                "a: too many | is no rule; write 'more than 5 people",
                "a: more than five people in picture for 1m | is no rule",
                "a: view clear for 1m | is no rule",
                "a: view blocked or for 1m | is no rule",
                "a: dark for ever | 'ever' is not a duration",
                "a: dark for 30d | a rule holds for 7 days at most, not for 30d",
                "a: dark for 5m; a: dark for 6m | two rules are called a",
            })
    void should_refuse_what_is_no_rule(String text, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rule.parse(text)).withMessageContaining(why);
    }
}
