package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.http.RawConnection.Answer;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a supplier is reached: set, read, refused, and never giving away its secret. */
class SupplierConnectionIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HttpClient HTTP = ApiClient.http();
    private static final String SECRET = "only-the-supplier-and-we-know-this";
    private static final String PATH = "/v1/suppliers/acme/connection";
    private static Millrace node;
    private static Shop shop;
    private static ApiClient client;

    @BeforeAll
    static void start() {
        node = Millrace.start(TestNode.config(DATABASE));
        shop = Shop.open(DATABASE, "connections");
        client = new ApiClient(HTTP, node.apiPort(), shop.key());
        client.post("/v1/suppliers", "{\"id\":\"acme\",\"name\":\"Acme\"}");
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void isSetAndReadAndKeepsItsSecretToItself() {
        Answer put = put(
                PATH,
                "{\"kind\":\"rest\",\"address\":\"https://192.0.43.8/api\",\"secret\":\"" + SECRET
                        + "\",\"gather\":{\"policy\":\"interval\",\"interval_seconds\":60}}");

        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(put.body())
                .contains("\"has_secret\":true", "\"interval_seconds\":60", "\"exchange_timeout_ms\":20000")
                .doesNotContain(SECRET);
        assertThat(client.get(PATH).body()).isEqualTo(put.body());
        assertThat(shop.text("SELECT string_agg(detail, ' ') FROM operator_audit WHERE merchant_id = ?"))
                .contains("acme: rest https://192.0.43.8/api, signed, gather every 60s")
                .doesNotContain(SECRET);
        assertThat(shop.text("SELECT string_agg(actor, ' ') FROM operator_audit WHERE merchant_id = ?"))
                .contains("API key test mr_live_");
        assertThat(shop.text("SELECT encode(secret, 'escape') FROM supplier_connections WHERE merchant_id = ?"))
                .doesNotContain(SECRET);
    }

    @Test
    void aSecretThatIsNotSentAgainStays() {
        put(PATH, "{\"kind\":\"rest\",\"address\":\"https://192.0.43.8/api\",\"secret\":\"" + SECRET + "\"}");
        Answer moved = put(PATH, "{\"kind\":\"soap11\",\"address\":\"https://192.0.43.8/soap\"}");
        assertThat(moved.body()).contains("\"has_secret\":true", "\"kind\":\"soap11\"", "\"policy\":\"at_once\"");

        Answer manual = put(PATH, "{\"kind\":\"manual\"}");
        assertThat(manual.body()).contains("\"has_secret\":false", "\"address\":null");
        Answer again = put(PATH, "{\"kind\":\"rest\",\"address\":\"https://192.0.43.8/api\"}");
        assertThat(again.body()).contains("\"has_secret\":false", "\"callback_url\":null");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                      | 400 | missing_field    | /kind",
                "{'kind':'fax'}                                          | 422 | out_of_range     | /kind",
                "{'kind':'rest'}                                         | 422 | address_required | /address",
                "{'kind':'rest','address':'nowhere'}                     | 422 | invalid_address  | /address",
                "{'kind':'rest','address':'ftp://192.0.43.8'}            | 422 | invalid_address  | /address",
                "{'kind':'rest','address':'https://a:b@192.0.43.8'}      | 422 | invalid_address  | /address",
                "{'kind':'rest','address':'https://192.0.43.8?a=b'}      | 422 | invalid_address  | /address",
                "{'kind':'rest','address':'http://127.0.0.1:5432'}       | 422 | private_address  | /address",
                "{'kind':'rest','address':'http://localhost:9090'}       | 422 | private_address  | /address",
                "{'kind':'soap12','address':'http://169.254.169.254/a'}  | 422 | private_address  | /address",
                "{'kind':'rest','address':'http://[::1]/'}               | 422 | private_address  | /address",
                "{'kind':'rest','address':'http://[::ffff:10.0.0.1]/'}   | 422 | private_address  | /address",
                "{'kind':'manual','address':'https://192.0.43.8'}        | 422 | not_applicable   | /address",
                "{'kind':'manual','secret':'0123456789012345678901234'}  | 422 | not_applicable   | /secret",
                "{'kind':'manual','secret':'short'}                      | 422 | too_short        | /secret",
                "{'kind':'manual','gather':{'policy':'interval'}}        | 422 | interval_seconds_required | /gather/interval_seconds",
                "{'kind':'manual','gather':{'policy':'quantity'}}        | 422 | units_required   | /gather/units",
                "{'kind':'manual','gather':{'policy':'at_once','units':1}} | 422 | not_applicable | /gather/units",
                "{'kind':'manual','gather':{'policy':'weekly'}}          | 422 | out_of_range     | /gather/policy",
                "{'kind':'manual','exchange_timeout_ms':1}               | 422 | out_of_range     | /exchange_timeout_ms",
                "{'kind':'manual','exchange_timeout_ms':120001}          | 422 | out_of_range     | /exchange_timeout_ms",
                "{'kind':'manual','password':'x'}                        | 400 | unknown_field    | /password"
            })
    void whatCanNotBeIsRefusedPreciselyAndChangesNothing(String body, int status, String code, String pointer) {
        put(PATH, "{\"kind\":\"manual\",\"gather\":{\"policy\":\"on_submit\"}}");
        String before = client.get(PATH).body();

        Answer refused = put(PATH, body.replace('\'', '"'));

        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains("\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\"");
        assertThat(client.get(PATH).body()).isEqualTo(before);
    }

    @Test
    void aSupplierThatThereIsNotHasNone() {
        assertThat(put("/v1/suppliers/nobody/connection", "{\"kind\":\"manual\"}")
                        .status())
                .isEqualTo(404);
        client.post("/v1/suppliers", "{\"id\":\"unset\",\"name\":\"Unset\"}");
        assertThat(client.get("/v1/suppliers/unset/connection").status()).isEqualTo(404);
    }

    @Test
    void anotherMerchantsIsNotThere() {
        put(PATH, "{\"kind\":\"manual\"}");
        ApiClient other = new ApiClient(
                HTTP, node.apiPort(), Shop.open(DATABASE, "another").key());

        assertThat(other.get(PATH).status()).isEqualTo(404);
        assertThat(other.put(PATH, "{\"kind\":\"manual\"}").status()).isEqualTo(404);
    }

    private static Answer put(String path, String body) {
        return client.put(path, body);
    }
}
