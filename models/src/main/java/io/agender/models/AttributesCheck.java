package io.agender.models;

import io.agender.models.AttributesSpec.Question;
import io.agender.models.ModelDescriptor.Engine;
import io.agender.models.ModelFile.Part;
import io.agender.models.ModelFile.Task;
import java.util.List;

/** Whether the gender and age part of a descriptor makes sense. */
final class AttributesCheck {

    private static final int MAX_SLOPE = 10;

    /** A frame of more pixels is not small. */
    private static final int LARGEST_AREA = 10_000_000;

    /** Who can't read a face of this size is no network for faces. */
    private static final int MAX_FACE_SIDE = 1_000;

    /** Degrees; eyes further apart in height than in width are not believed. */
    private static final int MAX_ROLL = 45;

    private final ModelDescriptor model;

    private AttributesCheck(ModelDescriptor model) {
        this.model = model;
    }

    static void run(ModelDescriptor model) {
        new AttributesCheck(model).attributes(model.attributes());
    }

    private void attributes(AttributesSpec attributes) {
        Require.that(
                model.engine() == Engine.ONNX || model.engine() == Engine.OPENCV_DNN,
                "engine must be ONNX or OPENCV_DNN for this kind of head");
        Require.input("attributes.input", attributes.input());
        Require.margin("attributes.margin", attributes.margin());
        if (attributes.patch() != null) {
            Require.that(
                    attributes.patch().frameArea() > 0 && attributes.patch().frameArea() <= LARGEST_AREA,
                    "attributes.patch.frameArea must be from 1 to " + LARGEST_AREA);
            Require.that(
                    attributes.patch().padding() >= 0 && attributes.patch().padding() <= 1,
                    "attributes.patch.padding must be from 0 to 1");
        }
        errors(attributes);
        Require.that(
                attributes.minFaceSide() == null
                        || attributes.minFaceSide() >= 0 && attributes.minFaceSide() <= MAX_FACE_SIDE,
                "attributes.minFaceSide must be from 0 to " + MAX_FACE_SIDE);
        Require.that(
                attributes.levelledFrom() == null
                        || attributes.levelled()
                                && attributes.levelledFrom() >= 0
                                && attributes.levelledFrom() <= MAX_ROLL,
                "attributes.levelledFrom must be from 0 to " + MAX_ROLL + ", of crops that are levelled");
        List<AttributesSpec.Head> heads = attributes.heads();
        Require.that(!heads.isEmpty(), "attributes.heads is empty");
        for (int i = 0; i < heads.size(); i++) {
            head("attributes.heads[" + i + "].", heads.get(i));
        }
        for (int i = 0; i < model.files().size(); i++) {
            int file = i;
            Require.that(
                    model.files().get(i).part() == Part.GRAPH || heads.stream().anyMatch(head -> head.file() == file),
                    "no head reads files[" + i + "]");
        }
        List<Question> asked = heads.stream()
                .map(AttributesSpec.Head::question)
                .filter(question -> question != Question.EXTRA)
                .toList();
        Require.that(!asked.isEmpty(), "attributes.heads answers neither gender nor age");
        Require.that(
                asked.stream().distinct().count() == asked.size(), "attributes.heads answers the same question twice");
        Require.that(
                attributes.genderCalibration().size() < 2 || asked.contains(Question.AGE),
                "attributes.genderCalibration goes by the age, but no head answers it");
    }

    private static void errors(AttributesSpec attributes) {
        calibration(attributes.genderCalibration());
        double from = 0;
        for (int i = 0; i < attributes.ageErrors().size(); i++) {
            AttributesSpec.AgeError error = attributes.ageErrors().get(i);
            boolean last = i == attributes.ageErrors().size() - 1;
            Require.that(
                    error.years() > 0 && (error.below() == null) == last && (last || error.below() > from),
                    "attributes.ageErrors must have years above 0 and rising ages, and none in the last entry");
            from = last ? from : error.below();
        }
    }

    private static void calibration(List<AttributesSpec.GenderCalibration> entries) {
        double last = -1;
        for (AttributesSpec.GenderCalibration entry : entries) {
            Require.that(
                    entry.slope() > 0 && entry.slope() <= MAX_SLOPE && Math.abs(entry.offset()) <= MAX_SLOPE,
                    "attributes.genderCalibration must have slopes from 0 to " + MAX_SLOPE + " and offsets of at most "
                            + MAX_SLOPE);
            Require.that(
                    entry.age() == null ? entries.size() == 1 : entry.age() > last,
                    "attributes.genderCalibration must have rising ages, or one entry without an age");
            last = entry.age() == null ? last : entry.age();
        }
    }

    private void head(String where, AttributesSpec.Head head) {
        Require.that(
                head.file() >= 0 && head.file() < model.files().size(),
                where + "file is " + head.file() + ", but there are "
                        + model.files().size() + " files");
        ModelFile file = model.files().get(head.file());
        Require.that(file.part() == Part.NETWORK, where + "file is not a network");
        Require.text(where + "output", head.output());
        boolean fits = head.question() == Question.EXTRA
                || file.task() == Task.GENDER_AND_AGE
                || file.task().name().equals(head.question().name());
        Require.that(fits, where + "file is for " + file.task());
        head.check(where);
    }
}
