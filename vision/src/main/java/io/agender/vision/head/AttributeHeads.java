package io.agender.vision.head;

import io.agender.models.AttributesSpec;
import io.agender.models.AttributesSpec.AgeClasses;
import io.agender.models.AttributesSpec.AgeNumber;
import io.agender.models.AttributesSpec.AgeProbabilities;
import io.agender.models.AttributesSpec.AgeReading;
import io.agender.models.AttributesSpec.AgeSteps;
import io.agender.models.AttributesSpec.Extra;
import io.agender.models.AttributesSpec.GenderClasses;
import io.agender.models.AttributesSpec.GenderNumber;
import java.util.Set;

/**
 * The heads of a descriptor's gender and age model.
 *
 * @param model the model's name, for messages
 * @param extras names of the answers besides gender and age that the user asked for
 */
record AttributeHeads(String model, Set<String> extras) implements AttributesSpec.HeadVisitor<AttributeHead> {

    @Override
    public AttributeHead visit(GenderNumber gender) {
        return new GenderNumberHead(gender.threshold(), gender.one() == AttributesSpec.GenderClass.MALE);
    }

    @Override
    public AttributeHead visit(GenderClasses gender) {
        return new GenderClassesHead(
                new Classes(model, gender.softmax()), gender.order().indexOf(AttributesSpec.GenderClass.MALE));
    }

    @Override
    public AttributeHead visit(AgeNumber age) {
        return new AgeNumberHead(age.factor());
    }

    @Override
    public AttributeHead visit(AgeClasses age) {
        return AgeBinsHead.of(new Classes(model, age.softmax()), age.classes(), isExpected(age.reading()));
    }

    @Override
    public AttributeHead visit(AgeProbabilities age) {
        Classes classes = new Classes(model, age.softmax());
        return AgeBinsHead.evenly(classes, age.count(), age.first(), 1, isExpected(age.reading()));
    }

    @Override
    public AttributeHead visit(AgeSteps age) {
        Classes classes = new Classes(model, age.softmax());
        return AgeBinsHead.evenly(classes, age.count(), 0, age.step(), isExpected(age.reading()));
    }

    @Override
    public AttributeHead visit(Extra extra) {
        return extras.contains(extra.name())
                ? new ExtraHead(extra.name(), new Classes(model, extra.softmax()), extra.classes())
                : new UnaskedHead(extra.classes().size());
    }

    private static boolean isExpected(AgeReading reading) {
        return reading == AgeReading.EXPECTED;
    }
}
