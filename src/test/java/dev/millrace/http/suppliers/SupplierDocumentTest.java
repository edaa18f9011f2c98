package dev.millrace.http.suppliers;

import static dev.millrace.http.DocumentCase.assertRefused;
import static dev.millrace.http.DocumentCase.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.http.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupplierDocumentTest {

    @Test
    void readsASupplier() {
        assertThat(read("{\"name\":\"Acme Ltd\",\"id\":\"acme\"}", SupplierDocument::read))
                .isEqualTo(new SupplierContent("acme", "Acme Ltd"));
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            no fields     | {}                             | MISSING_FIELD     | /id missing_field;/name missing_field
            id is empty   | {"id":"","name":"n"}           | VALIDATION_FAILED | /id empty
            name is null  | {"id":"i","name":null}         | MISSING_FIELD     | /name missing_field
            id is no text | {"id":7,"name":"n"}            | WRONG_TYPE        | /id wrong_type
            id is two dots | {"id":"..","name":"n"}        | VALIDATION_FAILED | /id reserved_name
            id ends blank | {"id":"i ","name":"n"}         | VALIDATION_FAILED | /id blank_at_end
            unknown field | {"id":"i","name":"n","url":""} | UNKNOWN_FIELD     | /url unknown_field
            """)
    void refuses(String what, String body, ProblemCode code, String faults) {
        assertRefused(body, SupplierDocument::read, code, faults.split(";"));
    }

    @Test
    void refusesTextsThatAreTooLong() {
        assertRefused(
                "{\"id\":\"" + "i".repeat(65) + "\",\"name\":\"" + "n".repeat(201) + "\"}",
                SupplierDocument::read,
                ProblemCode.VALIDATION_FAILED,
                "/id too_long",
                "/name too_long");
    }
}
