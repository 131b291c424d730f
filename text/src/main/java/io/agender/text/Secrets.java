package io.agender.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what lets someone in before a text is shown: user and password of an address, parameters and settings whose
 * names sound like a password, token or key, and private keys. Three asterisks stand for each. It rather hides too much
 * than too little: a text that it passes is for people, never for a program.
 */
public final class Secrets {

    private static final String HIDDEN = "***";
    private static final String SHOWN_NAME = "$1" + Matcher.quoteReplacement(HIDDEN);
    private static final String BEFORE_USER = "://";

    /** User and password of an address; neither need be escaped, so all up to the last @ of the word. */
    private static final Pattern USER_IN_WORD = Pattern.compile("(://)[^\\s\"'<>]*(?=@)");

    /** The same with blanks in the password. A number after the colon is a port, and no password. */
    private static final Pattern USER_WITH_BLANKS =
            Pattern.compile("(://)[^\\s/@:]*:(?!\\d{1,5}(?![^\\s/?#;,.)\\]]))[^\\n/@]*(?=@)");

    /** User and password without the two slashes of an address, or with other ones. */
    private static final Pattern USER_ALONE =
            Pattern.compile("((?:^|[\\s\"'=(,;/\\\\]))[^\\s\"'<>@:=(,;/\\\\]+:(?![/\\\\])[^\\s\"'<>@]+(?=@[\\w\\[])");

    /** A parameter of an address whose name sounds like a user, a password or a key, or is written with escapes. */
    private static final Pattern PARAMETER = Pattern.compile(
            "([?&;](?:[^=&;#\\s]*(?:user|usr|login|pass|pwd|psw|auth|token|key|secret|sig|cred|session|jwt|access|bearer"
                    + "|ticket|hmac|hash|%)[^=&;#\\s]*|pw|pin|otp|code|sid|u|p)=)[^&;#\\s\"'<>]*",
            Pattern.CASE_INSENSITIVE);

    /** Of a line for Kafka's login modules nothing is shown: a malformed one may hold the password anywhere. */
    private static final Pattern LOGIN_LINE =
            Pattern.compile("(jaas[._]config[\"']?\\s*[=:]\\s*)\\S.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOGIN_MODULE = Pattern.compile(
            "(LoginModule\\s+(?:required|requisite|sufficient|optional)\\s).*", Pattern.CASE_INSENSITIVE);

    /** A setting, field or header whose name says that its value is secret; a colon and a blank are but prose. */
    private static final Pattern SETTING = Pattern.compile(
            "((?:password|passwd|passphrase|secret|token|credentials?|api[_-]?key|private[_-]?key|keystore[._]key"
                    + "|user[._]info)[\\w.-]*(?:[\"']?\\s*=\\s*|[\"']\\s*:\\s*|:(?=\\S)))"
                    + "(?!\\*{3})(?:\"(?:[^\"\\\\]|\\\\.)*\"?|'[^']*'?|[^\\s,;&)\\]}\"']+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern HEADER = Pattern.compile(
            "(authorization[\"']?\\s*[:=]\\s*[\"']?(?:(?:basic|bearer|digest)\\s+)?)[^\\s\"',;]+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("(-----BEGIN [A-Z ]*PRIVATE KEY-----).*?(?=-----END|$)", Pattern.DOTALL);

    private static final List<Pattern> ALL = List.of(
            PRIVATE_KEY,
            LOGIN_LINE,
            LOGIN_MODULE,
            USER_IN_WORD,
            USER_WITH_BLANKS,
            USER_ALONE,
            PARAMETER,
            SETTING,
            HEADER);

    private Secrets() {}

    /** Any text, such as a message of a library, without what it gives away. */
    public static String hidden(String text) {
        String shown = text;
        for (Pattern secret : ALL) {
            shown = secret.matcher(shown).replaceAll(SHOWN_NAME);
        }
        return shown;
    }

    /**
     * A text that is one address, perhaps with a name in front as {@code lobby=rtsp://…}, without what it gives away.
     * Here a password may hold any sign, blanks and slashes among them: all up to the last @ is taken for it.
     */
    public static String hiddenInAddress(String text) {
        int sign = text.indexOf(BEFORE_USER);
        if (sign < 0) {
            return text;
        }
        String rest = text.substring(sign + BEFORE_USER.length());
        int at = rest.lastIndexOf('@');
        String shown = at < 0 ? rest : HIDDEN + rest.substring(at);
        return hidden(text.substring(0, sign) + BEFORE_USER + shown);
    }
}
