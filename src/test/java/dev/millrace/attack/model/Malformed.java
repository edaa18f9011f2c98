package dev.millrace.attack.model;

import java.util.List;

/** What is not even a request that can be understood; it must change nothing and use up no key. */
record Malformed(Form form, Key key) implements Wish {
    /** Ways to be wrong, and the answer. */
    enum Form {
        BROKEN_JSON("{\"lines\":[", "400 malformed_json [ malformed_json]"),
        FRACTION(line("\"quantity\":1.5"), "400 not_an_integer [/lines/0/quantity not_an_integer]"),
        BEYOND_64_BITS(
                line("\"quantity\":9223372036854775808"), "400 out_of_64_bits [/lines/0/quantity out_of_64_bits]"),
        TWICE(line("\"quantity\":1,\"quantity\":2"), "400 duplicate_field [/lines/0/quantity duplicate_field]"),
        UNKNOWN(line("\"quantity\":1,\"discount\":1"), "400 unknown_field [/lines/0/discount unknown_field]"),
        MISSING("{\"lines\":[{\"sku\":\"A\"}]}", "400 missing_field [/lines/0/quantity missing_field]"),
        NOTHING("", "400 body_required []"),
        NO_LINES("{\"lines\":[]}", "422 validation_failed [/lines empty]");

        private final String body;
        private final String answer;

        Form(String body, String answer) {
            this.body = body;
            this.answer = answer;
        }

        private static String line(String fields) {
            return "{\"lines\":[{\"sku\":\"A\"," + fields + "}]}";
        }
    }

    @Override
    public Asked asked(Model now, Known known) {
        Heard heard = new Heard(known);
        return Asked.of(
                Call.post("/v1/orders", form.body).with("Idempotency-Key", key.toString()),
                _ -> form.answer,
                heard::problem);
    }

    @Override
    public List<Wish> simpler() {
        return List.of();
    }
}
