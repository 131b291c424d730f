package io.agender.aggregator.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which cells of age band and gender must be given together because a model can't separate them. Two cells are as far
 * apart as the distributions of their answers (total variation): whoever has to guess of one answer which of the two it
 * came from is right in half of the cases plus half of that distance. Below {@value #APART}, three right guesses in four,
 * they are one.
 *
 * <p>Neighbouring bands are joined first, the closest ones first, for both genders alike; then the genders of a group of
 * bands, where they are too close. This looks at the benchmark only, never at what is counted, so that all hours have the
 * same groups.
 */
final class CellGroups {

    static final double APART = 0.5;

    private final int bands;

    private final double[][] answers;

    private CellGroups(int bands, double[][] answers) {
        this.bands = bands;
        this.answers = answers;
    }

    /**
     * Cells that are given together.
     *
     * @param from the youngest band
     * @param to the oldest, inclusive
     * @param women whether women are among them
     * @param men whether men are
     */
    record Group(int from, int to, boolean women, boolean men) {

        boolean holds(int cell, int bands) {
            int band = cell % bands;
            return band >= from && band <= to && (cell < bands ? women : men);
        }
    }

    /**
     * The groups, from young to old, women before men.
     *
     * @param answers faces by true cell and answered cell; those whose gender is not named count half as a woman's
     */
    static List<Group> of(double[][] answers) {
        return new CellGroups(answers.length / 2, answers).groups();
    }

    private List<Group> groups() {
        List<Group> ages = new ArrayList<>(IntStream.range(0, bands)
                .mapToObj(band -> new Group(band, band, true, true))
                .toList());
        while (ages.size() > 1) {
            int closest = 0;
            for (int i = 1; i < ages.size() - 1; i++) {
                if (apart(ages.get(i), ages.get(i + 1)) < apart(ages.get(closest), ages.get(closest + 1))) {
                    closest = i;
                }
            }
            if (apart(ages.get(closest), ages.get(closest + 1)) >= APART) {
                break;
            }
            ages.set(closest, new Group(ages.get(closest).from, ages.get(closest + 1).to, true, true));
            ages.remove(closest + 1);
        }
        List<Group> groups = new ArrayList<>();
        for (Group group : ages) {
            if (hasJointGenders(group)) {
                groups.add(group);
            } else {
                groups.add(women(group));
                groups.add(men(group));
            }
        }
        return List.copyOf(groups);
    }

    private double apart(Group one, Group other) {
        return hasJointGenders(one) || hasJointGenders(other)
                ? distance(one, other)
                : Math.min(distance(women(one), women(other)), distance(men(one), men(other)));
    }

    private boolean hasJointGenders(Group group) {
        return distance(women(group), men(group)) < APART;
    }

    private static Group women(Group group) {
        return new Group(group.from, group.to, true, false);
    }

    private static Group men(Group group) {
        return new Group(group.from, group.to, false, true);
    }

    /** 0 where the benchmark has nobody: of them nothing is known. */
    private double distance(Group one, Group other) {
        double[] first = shares(one);
        double[] second = shares(other);
        double sum = 0;
        for (int answer = 0; answer < first.length; answer++) {
            sum += Math.abs(first[answer] - second[answer]);
        }
        return Double.isNaN(sum) ? 0 : sum / 2;
    }

    private double[] shares(Group group) {
        double[] shares = new double[2 * bands];
        double all = 0;
        for (int truth = 0; truth < 2 * bands; truth++) {
            if (group.holds(truth, bands)) {
                for (int answer = 0; answer < 2 * bands; answer++) {
                    shares[answer] += answers[truth][answer];
                    all += answers[truth][answer];
                }
            }
        }
        for (int answer = 0; answer < shares.length; answer++) {
            shares[answer] /= all;
        }
        return shares;
    }
}
