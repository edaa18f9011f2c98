package dev.millrace.faults;

import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.ITypeConverter;

/** Every so many-th of a list, so that parts take about the same time and together are all of it. */
record Part(int number, int count) {
    static final Part ALL = new Part(1, 1);

    Part {
        if (count < 1 || number < 1 || number > count) {
            throw new IllegalArgumentException(number + "/" + count + " (expected: K/N, 1 <= K <= N)");
        }
    }

    static Part parse(String text) {
        String[] numbers = text.split("/", -1);
        if (numbers.length != 2) {
            throw new IllegalArgumentException(text + " (expected: K/N)");
        }
        return new Part(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(position -> position % count == number - 1)
                .mapToObj(all::get)
                .toList();
    }

    /** For the command line. */
    static final class Converter implements ITypeConverter<Part> {
        @Override
        public Part convert(String text) {
            return parse(text);
        }
    }
}
