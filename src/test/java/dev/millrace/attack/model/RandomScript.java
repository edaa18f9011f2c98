package dev.millrace.attack.model;

import dev.millrace.attack.model.Step.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What clients of one merchant might do. The same random numbers give the same script. */
final class RandomScript {
    private static final int AT_ONCE_MAX = 4;

    private final Random random;
    private final RandomWishes wishes;
    private final Nodes nodes;

    private RandomScript(Random random, Nodes nodes) {
        this.random = random;
        this.wishes = new RandomWishes(random);
        this.nodes = nodes;
    }

    /**
     * Where the commands of a script go.
     *
     * @param home most of them, where they seldom go elsewhere, so that nodes come to trust what they know; or
     *     {@link #ANYWHERE}
     */
    record Nodes(int count, int home) {
        static final int ANYWHERE = -1;

        private int next(Random random) {
            return home == ANYWHERE ? random.nextInt(count) : home;
        }

        private int another() {
            return (home + 1) % count;
        }
    }

    /** A script of so many commands or a few more. */
    static List<Step> of(Random random, Nodes nodes, int commands) {
        RandomScript script = new RandomScript(random, nodes);
        List<Step> steps = new ArrayList<>();
        script.wishes.first().forEach(wish -> steps.add(script.alone(wish)));
        int done = 0;
        while (done < commands) {
            List<Step> next = script.next();
            steps.addAll(next);
            done += next.stream().mapToInt(Step::commands).sum();
        }
        return new Repeats(new Random(random.nextLong()), script.wishes::newKey).among(steps);
    }

    private Step alone(Wish wish) {
        return Step.of(wish, node());
    }

    private List<Step> next() {
        return nodes.home() != Nodes.ANYWHERE && random.nextInt(30) == 0 ? excursion() : List.of(step());
    }

    /**
     * Something that is impossible at home is made possible at another node, and then it must be possible at home: who
     * believes there what was true before answers wrongly.
     */
    private List<Step> excursion() {
        List<Wish> turn = wishes.turn();
        return List.of(
                Step.of(turn.get(0), nodes.home()),
                Step.of(turn.get(1), nodes.another()),
                Step.of(turn.get(2), nodes.home()));
    }

    private Step step() {
        int chance = random.nextInt(100);
        if (chance < 6) {
            return twins();
        } else if (chance < 14) {
            return race();
        }
        return alone(wishes.any());
    }

    /** One keyed wish several times at once, now and then with other content among them. */
    private Step twins() {
        Wish first = wishes.keyed();
        List<Sent> sent = new ArrayList<>();
        for (int twin = 2 + random.nextInt(AT_ONCE_MAX - 1); twin > 0; twin--) {
            sent.add(new Sent(random.nextInt(6) == 0 ? wishes.otherContent(first) : first, node()));
        }
        return new Step(sent);
    }

    /** Different wishes at once, most of them about the same units. */
    private Step race() {
        List<Sent> sent = new ArrayList<>();
        for (int count = 2 + random.nextInt(AT_ONCE_MAX - 1); count > 0; count--) {
            Wish wish = wishes.any();
            if (!wish.isAlone()) {
                sent.add(new Sent(wish, node()));
            }
        }
        return sent.isEmpty() ? alone(wishes.any()) : new Step(sent);
    }

    private int node() {
        return nodes.next(random);
    }
}
