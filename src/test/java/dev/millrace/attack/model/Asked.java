package dev.millrace.attack.model;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A wish on its way.
 *
 * @param call how it is sent
 * @param expected moves the model as the service should move, and tells the answer that it should give
 * @param learn takes note of what the client will need to know; done before anything is heard
 * @param heard tells the answer that it gave, in the model's words
 */
record Asked(Call call, Function<Model, String> expected, Consumer<Answer> learn, Function<Answer, String> heard) {

    /** One whose answer tells the client nothing that it will need. */
    static Asked of(Call call, Function<Model, String> expected, Function<Answer, String> heard) {
        return new Asked(call, expected, _ -> {}, heard);
    }
}
