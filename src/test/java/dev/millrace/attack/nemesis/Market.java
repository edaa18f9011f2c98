package dev.millrace.attack.nemesis;

import dev.millrace.ApiClient;
import dev.millrace.endtoend.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The merchants of an attack with their products, and a client of every node for each. */
final class Market {
    /** Merchants with shoppers; one more is there for probes. */
    static final int SHOPS = 3;

    static final int PROBED_SHOP = SHOPS;
    static final String PLENTY = "plenty";

    /** Units on hand in the beginning; products of names that begin with {@code later} are backordered. */
    static final Map<String, Long> UNITS = Map.of(
            PLENTY,
            100_000_000L,
            "tea",
            1_000_000L,
            "coffee",
            1_000_000L,
            "scarce",
            300L,
            "later-1",
            40L,
            "later-2",
            0L);

    private static final List<String> SKUS = UNITS.keySet().stream().sorted().toList();

    private final List<Shop> shops = new ArrayList<>();
    private final Map<Integer, List<ApiClient>> clients = new HashMap<>();

    /** Opens the shops and fills them. */
    static Market open(Rig rig) {
        Market market = new Market();
        for (int number = 0; number <= SHOPS; number++) {
            Shop shop = Shop.open(rig.direct(), "shop-" + number);
            List<ApiClient> ofShop = new ArrayList<>();
            for (int node = 0; node < rig.nodes(); node++) {
                ofShop.add(rig.client(node, shop.key()));
            }
            market.shops.add(shop);
            market.clients.put(number, ofShop);
            fill(ofShop.getFirst());
        }
        return market;
    }

    private static void fill(ApiClient client) {
        client.post("/v1/suppliers", "{\"id\":\"later\",\"name\":\"Later & Sons\"}");
        UNITS.forEach((sku, units) -> client.stock(
                "{\"sku\":\"" + sku + "\",\"price\":{\"amount\":100,\"currency\":\"EUR\"}"
                        + (sku.startsWith("later") ? ",\"policy\":\"backorder\",\"supplier_id\":\"later\"}" : "}"),
                sku,
                units));
    }

    Shop shop(int number) {
        return shops.get(number);
    }

    ApiClient client(int shop, int node) {
        return clientsOf(shop).get(node);
    }

    /** Of any node. */
    ApiClient client(int shop, Random random) {
        List<ApiClient> ofShop = clientsOf(shop);
        return ofShop.get(random.nextInt(ofShop.size()));
    }

    private List<ApiClient> clientsOf(int shop) {
        List<ApiClient> ofShop = clients.get(shop);
        if (ofShop == null) {
            throw new IllegalArgumentException("shop " + shop);
        }
        return ofShop;
    }

    static String anySku(Random random) {
        return SKUS.get(random.nextInt(SKUS.size()));
    }
}
