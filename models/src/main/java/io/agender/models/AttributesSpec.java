package io.agender.models;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * How a gender and age model is fed and read.
 *
 * @param input what each of the model's networks is fed
 * @param margin how much of the canonical face box's size is added on each side of it before the crop is cut
 * @param levelled whether the crop is turned so that the eyes are level, where they are known
 * @param patch the original program's way from frame to crop, which takes the place of margin and levelling; null for
 *     ours
 * @param heads how the outputs are read
 * @param genderCalibration from the network's probability of male to one that is right as often as it says; by rising age.
 *     Empty when it was not measured
 * @param ageErrors how far ages are off, by rising age: for networks that answer with one number, and for those whose own
 *     spread says too little. Empty when it was not measured, or when the network's own is as good
 * @param minFaceSide of faces whose longer side is smaller, in pixels of the frame, nothing true can be said; null for
 *     none
 * @param levelledFrom degrees of roll from which a crop is levelled: turning it costs sharpness; null for any roll
 */
public record AttributesSpec(
        @JsonProperty(required = true) InputSpec input,
        @JsonProperty(required = true) double margin,
        @JsonProperty(required = true) boolean levelled,
        Patch patch,
        @JsonProperty(required = true) List<Head> heads,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<GenderCalibration> genderCalibration,

        List<AgeError> ageErrors,
        Double minFaceSide,
        Double levelledFrom) {

    private static final int OLDEST = 150;

    public AttributesSpec {
        heads = List.copyOf(heads);
        genderCalibration = genderCalibration == null ? List.of() : List.copyOf(genderCalibration);
        ageErrors = ageErrors == null ? List.of() : List.copyOf(ageErrors);
    }

    /** With errors that were not measured. */
    public AttributesSpec(InputSpec input, double margin, boolean levelled, Patch patch, List<Head> heads) {
        this(input, margin, levelled, patch, heads, List.of(), List.of(), null, null);
    }

    /** With crops that are not turned. */
    public AttributesSpec(InputSpec input, double margin, List<Head> heads) {
        this(input, margin, false, null, heads);
    }

    /** Names of the answers besides gender and age, in the order of the heads. */
    public List<String> extraNames() {
        return heads.stream()
                .filter(Extra.class::isInstance)
                .map(head -> ((Extra) head).name())
                .toList();
    }

    /**
     * The original Agender program's way: faces are found in a small frame, their boxes widened there, and the patch that
     * such a box covers in the frame is squeezed into the input.
     *
     * @param frameArea area of the small frame in square pixels
     * @param padding how much of a box's size is added on each side
     */
    public record Patch(
            @JsonProperty(required = true) int frameArea,
            @JsonProperty(required = true) double padding) {}

    /**
     * Platt's scaling: the log-odds of male become {@code slope * logOdds + offset} (J. Platt, "Probabilistic Outputs for
     * Support Vector Machines", 1999). The face counts as male where the result is a half or more. A network that is too
     * sure of the old, or takes women for men the more the older they are, has an entry for each of some ages.
     *
     * @param age the answered age in years at which slope and offset are so; between two ages they are in between, outside
     *     as at the nearest. Null in the only entry, which is for all ages
     * @param slope above 0; below 1 for a network that is too sure
     * @param offset below 0 for a network that leans to male
     */
    public record GenderCalibration(
            Double age,
            @JsonProperty(required = true) double slope,
            @JsonProperty(required = true) double offset) {}

    /**
     * How far answers of some ages are off.
     *
     * @param below for answered ages below this, in years; null for all above the entry before
     * @param years within these lie about 70 of 100 errors
     */
    public record AgeError(
            Double below, @JsonProperty(required = true) double years) {}

    /** How one output of a network is read. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = GenderNumber.class, name = "gender-number"),
        @JsonSubTypes.Type(value = GenderClasses.class, name = "gender-classes"),
        @JsonSubTypes.Type(value = AgeNumber.class, name = "age-number"),
        @JsonSubTypes.Type(value = AgeClasses.class, name = "age-classes"),
        @JsonSubTypes.Type(value = AgeProbabilities.class, name = "age-probabilities"),
        @JsonSubTypes.Type(value = AgeSteps.class, name = "age-steps"),
        @JsonSubTypes.Type(value = Extra.class, name = "extra")
    })
    public sealed interface Head {

        /** Index of the model's file that has this output. */
        int file();

        /** Name of the output. */
        String output();

        /** What the output answers. */
        Question question();

        /**
         * Checks that the parameters of this kind make sense.
         *
         * @param where how messages call this head, such as {@code attributes.heads[0].}
         * @throws RuntimeException that says what does not
         */
        void check(String where);

        /** Calls the visitor's method for this kind. */
        <T> T accept(HeadVisitor<T> visitor);
    }

    /** One method for each kind of head, so that whoever tells kinds apart forgets none. */
    public interface HeadVisitor<T> {

        T visit(GenderNumber head);

        T visit(GenderClasses head);

        T visit(AgeNumber head);

        T visit(AgeClasses head);

        T visit(AgeProbabilities head);

        T visit(AgeSteps head);

        T visit(Extra head);
    }

    /** What a head answers. */
    public enum Question {
        GENDER,
        AGE,
        /** Something that is not reported unless the user asks for it ({@code extra.heads}). */
        EXTRA
    }

    /** The two genders that the networks were taught. */
    public enum GenderClass {
        FEMALE,
        MALE
    }

    /** Which number is taken out of a distribution over ages; the deviation is always that of the distribution. */
    public enum AgeReading {
        /** The age of the most probable class. */
        MOST_PROBABLE,
        /** The mean of all ages, weighted with their probabilities. */
        EXPECTED
    }

    /**
     * Gender as one number from 0 to 1.
     *
     * @param one which gender 1 stands for; 0 is the other
     * @param threshold from this number on the face counts as that gender
     */
    public record GenderNumber(
            @JsonProperty(required = true) int file,
            @JsonProperty(required = true) String output,
            @JsonProperty(required = true) GenderClass one,
            @JsonProperty(required = true) double threshold)
            implements Head {

        /** With 1 for male. */
        public GenderNumber(int file, String output, double threshold) {
            this(file, output, GenderClass.MALE, threshold);
        }

        @Override
        public Question question() {
            return Question.GENDER;
        }

        @Override
        public void check(String where) {
            Require.that(one != null, where + "one must be given");
            Require.fraction(where + "threshold", threshold);
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Gender as one number for each of two classes; the larger one counts.
     *
     * @param order which gender each of the two stands for
     * @param softmax whether the output still needs a softmax to become probabilities
     */
    public record GenderClasses(
            @JsonProperty(required = true) int file,
            @JsonProperty(required = true) String output,
            @JsonProperty(required = true) List<GenderClass> order,
            @JsonProperty(required = true) boolean softmax)
            implements Head {

        public GenderClasses {
            order = List.copyOf(order);
        }

        @Override
        public Question question() {
            return Question.GENDER;
        }

        @Override
        public void check(String where) {
            Require.that(
                    order.size() == 2 && order.stream().distinct().count() == 2,
                    where + "order must name both genders once");
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Age as one number.
     *
     * @param factor years for 1
     */
    public record AgeNumber(
            @JsonProperty(required = true) int file,
            @JsonProperty(required = true) String output,
            @JsonProperty(required = true) double factor)
            implements Head {

        /** In years. */
        public AgeNumber(int file, String output) {
            this(file, output, 1);
        }

        @Override
        public Question question() {
            return Question.AGE;
        }

        @Override
        public void check(String where) {
            Require.that(factor > 0 && factor <= OLDEST, where + "factor must be from 0 to " + OLDEST);
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Age as one number for each of some classes of age.
     *
     * @param classes the classes in the order of the output
     * @param softmax whether the output still needs a softmax to become probabilities
     */
    public record AgeClasses(
            @JsonProperty(required = true) int file,
            @JsonProperty(required = true) String output,
            @JsonProperty(required = true) List<AgeClass> classes,
            @JsonProperty(required = true) boolean softmax,
            @JsonProperty(required = true) AgeReading reading)
            implements Head {

        public AgeClasses {
            classes = List.copyOf(classes);
        }

        @Override
        public Question question() {
            return Question.AGE;
        }

        @Override
        public void check(String where) {
            Require.that(classes.size() > 1, where + "classes must be two or more");
            Require.that(reading != null, where + "reading must be given");
            for (AgeClass each : classes) {
                boolean ordered = 0 <= each.from() && each.from() <= each.to() && each.to() <= OLDEST;
                Require.that(
                        ordered && each.from() <= each.centre() && each.centre() <= each.to(),
                        where + "classes must go from an age to no younger one, with the centre in between");
            }
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A class of ages, in years.
     *
     * @param from the youngest age in it
     * @param to the oldest
     * @param centre the age that stands for the class; the middle when the descriptor does not say
     */
    public record AgeClass(
            @JsonProperty(required = true) double from,
            @JsonProperty(required = true) double to,
            Double centre) {

        public AgeClass {
            centre = centre == null ? Double.valueOf((from + to) / 2) : centre;
        }

        public AgeClass(double from, double to) {
            this(from, to, null);
        }
    }

    /**
     * Age as one number for each year.
     *
     * @param first the age that the first number stands for
     * @param count how many ages there are
     * @param softmax whether the output still needs a softmax to become probabilities
     */
    public record AgeProbabilities(
            @JsonProperty(required = true) int file,
            @JsonProperty(required = true) String output,
            @JsonProperty(required = true) int first,
            @JsonProperty(required = true) int count,
            @JsonProperty(required = true) boolean softmax,
            @JsonProperty(required = true) AgeReading reading)
            implements Head {

        @Override
        public Question question() {
            return Question.AGE;
        }

        @Override
        public void check(String where) {
            Require.that(reading != null, where + "reading must be given");
            Require.that(
                    first >= 0 && count > 1 && first + count - 1 <= OLDEST,
                    where + "first and count must stay between 0 and " + OLDEST + " years");
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Age as one number for each of some steps: class i stands for {@code i * step} years.
     *
     * @param count how many steps there are
     * @param step years from one to the next
     * @param softmax whether the output still needs a softmax to become probabilities
     */
    public record AgeSteps(
            @JsonProperty(required = true) int file,
            @JsonProperty(required = true) String output,
            @JsonProperty(required = true) int count,
            @JsonProperty(required = true) double step,
            @JsonProperty(required = true) boolean softmax,
            @JsonProperty(required = true) AgeReading reading)
            implements Head {

        @Override
        public Question question() {
            return Question.AGE;
        }

        @Override
        public void check(String where) {
            Require.that(reading != null, where + "reading must be given");
            Require.that(
                    step > 0 && count > 1 && (count - 1) * step <= OLDEST,
                    where + "step and count must stay between 0 and " + OLDEST + " years");
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An answer to a question that is not asked here: read and thrown away unless the user wants it.
     *
     * @param name what it is about, such as {@code race}
     * @param classes names of the classes in the order of the output
     * @param softmax whether the output still needs a softmax to become probabilities
     */
    public record Extra(
            @JsonProperty(required = true) int file,
            @JsonProperty(required = true) String output,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) List<String> classes,
            @JsonProperty(required = true) boolean softmax)
            implements Head {

        public Extra {
            classes = List.copyOf(classes);
        }

        @Override
        public Question question() {
            return Question.EXTRA;
        }

        @Override
        public void check(String where) {
            Require.text(where + "name", name);
            Require.that(!classes.isEmpty(), where + "classes is empty");
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }
}
