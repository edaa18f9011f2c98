package dev.millrace.http;

import com.networknt.schema.InputFormat;
import java.util.List;

/** Values that most parameters cannot have, as they stand in a request line. */
final class WrongParameters {
    static final List<String> VALUES = List.of(
            "",
            "%20",
            "0",
            "-1",
            "1",
            "+1",
            "1.5",
            "1e3",
            "999999999",
            "2147483648",
            "999999999999999999",
            "9223372036854775807",
            "9223372036854775808",
            "9".repeat(400),
            "x",
            "null",
            "*",
            "%22",
            "W/%22x%22",
            "..",
            "%2E%2E",
            "a%2Fb",
            "%2F",
            "%00",
            "%FF",
            "%ED%A0%80",
            "%",
            "%zz",
            "%F0%9F%98%80",
            "é",
            "n".repeat(1_000),
            "+999999999-12-31T23:59:59%2B18:00",
            "9999-12-31T23:59:59.999999999Z",
            "0000-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "k3v9q0a2bz:999999999999999999",
            "k3v9q0a2bz:9223372036854775807",
            "k3v9q0a2bz:-1",
            ":1",
            "order_7zzzzzzzzzzzzzzzzzzzzzzzzz",
            "order_80000000000000000000000000",
            "po_00000000000000000000000000",
            "rpl_7zzzzzzzzzzzzzzzzzzzzzzzzz",
            "rct_7zzzzzzzzzzzzzzzzzzzzzzzzz",
            "open,open",
            "'%20OR%201=1--");

    private WrongParameters() {}

    /** Whether the document allows a value; what no schema can say of texts is left to the server. */
    static boolean fits(OpenApi api, DescribedOperation.Parameter parameter, String value) {
        String json = value.matches("-?(0|[1-9]\\d*)") ? value : "\"" + value.replace("\"", "\\\"") + "\"";
        boolean isNumber = api.at(parameter.schema()).path("type").asString("").equals("integer");
        return api.schema(parameter.schema())
                .validate(isNumber ? json : "\"" + value.replace("\"", "\\\"") + "\"", InputFormat.JSON)
                .isEmpty();
    }
}
