package dev.millrace.http.docs;

import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.MediaTypes;
import dev.millrace.http.ProblemException;
import dev.millrace.http.Problems;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * The description of the API and a page to read and try it: Swagger UI, from the jar, without any other host. The page
 * may load and ask nothing but this server.
 */
public final class ApiDocs {
    private static final String VIEWER_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String VIEWER_FILES = "/META-INF/resources/webjars/swagger-ui/";

    private static final String NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String CSS = "text/css; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

    private final StaticFile description;
    private final StaticFile page;
    private final Map<String, StaticFile> files;

    private ApiDocs(StaticFile description, StaticFile page, Map<String, StaticFile> files) {
        this.description = description;
        this.page = page;
        this.files = files;
    }

    /** From the class path. */
    public static ApiDocs load() {
        String viewer = VIEWER_FILES + viewerVersion() + "/";
        return new ApiDocs(
                file(MediaTypes.YAML, "/openapi.yaml"),
                new StaticFile(HTML, PAGE_POLICY, bytes("/docs/index.html")),
                Map.of(
                        "docs.css", file(CSS, "/docs/docs.css"),
                        "docs.js", file(JAVASCRIPT, "/docs/docs.js"),
                        "favicon-32x32.png", file("image/png", viewer + "favicon-32x32.png"),
                        "swagger-ui.css", file(CSS, viewer + "swagger-ui.css"),
                        "swagger-ui-bundle.js", file(JAVASCRIPT, viewer + "swagger-ui-bundle.js")));
    }

    /** The OpenAPI document. */
    public Endpoint description() {
        return description;
    }

    /** The page that shows it. */
    public Endpoint page() {
        return page;
    }

    /** What the page is made of, by the route's {@code file}. */
    public Future<ApiResponse> file(ApiRequest request) {
        StaticFile file = files.get(request.pathParameter("file"));
        if (file == null) {
            throw new ProblemException(Problems.notFound("There is no such file."));
        }
        return file.handle(request);
    }

    private static StaticFile file(String contentType, String resource) {
        return new StaticFile(contentType, NOTHING_ALLOWED, bytes(resource));
    }

    private static String viewerVersion() {
        Properties properties = new Properties();
        try (InputStream in = open(VIEWER_VERSION)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = ApiDocs.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("missing from the class path: " + resource);
        }
        return in;
    }
}
