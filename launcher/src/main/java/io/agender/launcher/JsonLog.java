package io.agender.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.agender.runtime.CameraLog;
import io.agender.text.Printable;
import io.agender.text.Secrets;
import net.logstash.logback.decorate.JsonFactoryDecorator;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;

/**
 * A log line as a JSON object. JSON escapes what ends a line or is obeyed by a terminal up to U+001F; here so is the
 * rest of what {@link Printable} escapes, which some readers take for the end of a line as well.
 */
final class JsonLog {

    private JsonLog() {}

    static LogstashEncoder encoder() {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.addIncludeMdcKeyName(CameraLog.CAMERA);
        encoder.setJsonFactoryDecorator(new EscapingFactory());
        MaskingJsonGeneratorDecorator secrets = new MaskingJsonGeneratorDecorator();
        secrets.addValueMasker((where, value) -> value instanceof CharSequence text ? hidden(text.toString()) : null);
        secrets.start();
        encoder.setJsonGeneratorDecorator(secrets);
        return encoder;
    }

    /** Null says that there is nothing to hide. */
    private static String hidden(String text) {
        String shown = Secrets.hidden(text);
        return shown.equals(text) ? null : shown;
    }

    private static final class EscapingFactory implements JsonFactoryDecorator {

        @Override
        public JsonFactory decorate(JsonFactory factory) {
            return factory.setCharacterEscapes(new Escapes());
        }
    }

    private static final class Escapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;
        private static final int DELETE = 0x7F;

        private static final int[] ASCII = standardAsciiEscapesForJSON();

        static {
            ASCII[DELETE] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ASCII;
        }

        /** Halves of a pair come one by one, and are left alone. */
        @Override
        public SerializableString getEscapeSequence(int sign) {
            return Printable.isHarmless(sign) || Character.isSurrogate((char) sign)
                    ? null
                    : new SerializedString(Printable.escape(sign));
        }
    }
}
