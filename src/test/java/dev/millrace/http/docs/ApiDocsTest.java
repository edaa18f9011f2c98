package dev.millrace.http.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Arrival;
import dev.millrace.http.Header;
import dev.millrace.http.HeaderNames;
import dev.millrace.http.PathTemplate;
import dev.millrace.http.ProblemCode;
import dev.millrace.http.ProblemException;
import dev.millrace.http.QueryParameters;
import dev.millrace.http.RequestTarget;
import dev.millrace.http.Route;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ApiDocsTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    private final ApiDocs docs = ApiDocs.load();

    @Test
    void servesTheDescriptionAsYaml() {
        ApiResponse answer = docs.description().handle(request("", "")).result();
        assertThat(answer.contentType()).isEqualTo("application/yaml");
        assertThat(text(answer)).startsWith("openapi: 3.1.0");
    }

    @Test
    void servesAPageWhosePartsAreAllHere() {
        String page = text(docs.page().handle(request("", "")).result());
        List<String> links =
                LINK.matcher(page).results().map(link -> link.group(1)).toList();
        assertThat(links).contains("/docs/swagger-ui-bundle.js", "/docs/docs.js");
        for (String link : links) {
            if (link.startsWith("/docs/")) {
                assertThat(docs.file(request(link.substring("/docs/".length()), ""))
                                .result()
                                .status())
                        .as(link)
                        .isEqualTo(200);
            } else {
                assertThat(link).isEqualTo("/openapi.yaml");
            }
        }
    }

    @Test
    void leadsToThePageWhereThereIsOne() {
        Route root = DocsRoutes.of(ApiConfig.defaults()).stream()
                .filter(route -> route.path().equals("/"))
                .findFirst()
                .orElseThrow();
        ApiResponse answer = root.endpoint().handle(request("", "")).result();
        assertThat(answer.status()).isEqualTo(302);
        assertThat(header(answer, HeaderNames.LOCATION)).isEqualTo("/docs");
        assertThat(root.scope()).isNull();
    }

    @Test
    void letsThePageAskNobodyElse() {
        ApiResponse page = docs.page().handle(request("", "")).result();
        assertThat(text(page)).doesNotContain("://");
        assertThat(text(docs.file(request("docs.js", "")).result())).doesNotContain("://");
        assertThat(header(page, HeaderNames.CONTENT_SECURITY_POLICY))
                .startsWith("default-src 'none';")
                .contains("script-src 'self';", "connect-src 'self';")
                .doesNotContain("unsafe", "http", "*");
    }

    @Test
    void doesNotSendAgainWhatTheClientHas() {
        ApiResponse first = docs.file(request("swagger-ui-bundle.js", "")).result();
        ApiResponse second = docs.file(request("swagger-ui-bundle.js", header(first, HeaderNames.ETAG)))
                .result();
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        for (String known : List.of("*", "\"x\", W/" + header(first, HeaderNames.ETAG))) {
            assertThat(docs.file(request("swagger-ui-bundle.js", known))
                            .result()
                            .status())
                    .as(known)
                    .isEqualTo(304);
        }
        assertThat(docs.file(request("swagger-ui-bundle.js", "x" + header(first, HeaderNames.ETAG)))
                        .result()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void servesNoOtherFile() {
        for (String file : List.of("index.html", "../openapi.yaml", "swagger-ui.js", "")) {
            ProblemException refused = catchThrowableOfType(ProblemException.class, () -> docs.file(request(file, "")));
            assertThat(refused.problem().code()).as(file).isEqualTo(ProblemCode.NOT_FOUND);
        }
    }

    private static String header(ApiResponse response, CharSequence name) {
        return response.headers().stream()
                .filter(header -> header.name() == name)
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    private static String text(ApiResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static ApiRequest request(String file, String ifNoneMatch) {
        return new ApiRequest(
                new Arrival("req_1", Instant.EPOCH, Long.MAX_VALUE),
                PathTemplate.of("/docs/{file}"),
                new RequestTarget("/docs/" + file, List.of("docs", file), QueryParameters.parse(null)),
                MultiMap.caseInsensitiveMultiMap().add(HeaderNames.IF_NONE_MATCH, ifNoneMatch),
                null,
                new byte[0]);
    }
}
