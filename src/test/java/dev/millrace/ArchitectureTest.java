package dev.millrace;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The house: which room may see which, and who may touch what. */
class ArchitectureTest {
    private static final String ROOT = "dev.millrace.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.millrace");

    /** The rooms that a room may see beside itself; one way only. {@code app} sees all and nobody sees it. */
    private static final Map<String, Set<String>> MAY_SEE = Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("console", Set.of()),
            Map.entry("limits", Set.of()),
            Map.entry("jobs", Set.of("config")),
            Map.entry("domain", Set.of()),
            Map.entry("wire", Set.of("domain")),
            Map.entry("store", Set.of("config", "limits", "jobs", "domain", "wire")),
            Map.entry("lane", Set.of("config", "limits", "jobs", "domain", "wire", "store")),
            Map.entry("feed", Set.of("config", "limits", "jobs", "domain", "wire", "store", "lane")),
            Map.entry("purchasing", Set.of("config", "limits", "jobs", "domain", "wire", "store", "lane", "feed")),
            Map.entry("access", Set.of("config", "limits", "jobs", "domain", "store", "lane")),
            Map.entry(
                    "http",
                    Set.of("config", "limits", "domain", "wire", "store", "lane", "feed", "purchasing", "access")),
            Map.entry("importer", Set.of("config", "console", "domain", "wire", "access")),
            Map.entry("sandbox", Set.of("config", "console", "domain", "wire", "purchasing", "http")),
            // It listens to what the others do.
            Map.entry(
                    "telemetry",
                    Set.of(
                            "config",
                            "limits",
                            "jobs",
                            "domain",
                            "wire",
                            "store",
                            "lane",
                            "feed",
                            "purchasing",
                            "access",
                            "http")));

    static final List<String> ROOMS = MAY_SEE.keySet().stream().sorted().toList();

    /** Of the lane, what talks to PostgreSQL and to Vert.x; all else a simulation can own. */
    private static final DescribedPredicate<JavaClass> LANE_ADAPTER = DescribedPredicate.describe(
            "an adapter of the lane",
            type -> Stream.of("Pg", "AppendParameters", "LoadRows", "LoadStatements")
                    .anyMatch(outermost(type).getSimpleName()::startsWith));

    @ParameterizedTest
    @FieldSource("ROOMS")
    void aRoomSeesOnlyTheRoomsBelowIt(String room) {
        String[] forbidden = Stream.concat(ROOMS.stream(), Stream.of("app"))
                .filter(other -> !other.equals(room)
                        && !MAY_SEE.getOrDefault(room, Set.of()).contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void everyRoomIsOnTheDrawing() {
        Set<String> rooms = CODE.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()).split("\\.", -1)[0])
                .collect(Collectors.toSet());
        assertThat(rooms)
                .isSubsetOf(Stream.concat(ROOMS.stream(), Stream.of("app")).toList());
    }

    @Test
    void roomsFormNoCycle() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CODE);
    }

    /** A package may see those inside it or around it, and never both ways. */
    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void theRulesArePure() {
        classes()
                .that()
                .resideInAPackage(ROOT + "domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT + "domain.."))
                .check(CODE);
    }

    @Test
    void theRulesHaveNoClockAndNoIdsOfTheirOwn() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "domain..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .check(CODE);
    }

    @Test
    void onlyFourRoomsSpeakToPostgres() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "store..", ROOT + "lane..", ROOT + "feed..", ROOT + "app..")
                // It compares its own sums with what the database holds, and writes nothing.
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "importer.StoredSums")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "importer.Import")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "org.postgresql..", "java.sql..")
                .check(CODE);
    }

    @Test
    void onlyTheImporterReadsCsv() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "importer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.commons.csv..")
                .check(CODE);
    }

    /** It fires before whoever set it has taken note of it, now and then, and then it cannot be cancelled from inside. */
    @Test
    void nobodyUsesATimerThatRepeatsByItself() {
        noClasses()
                .should()
                .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name("setPeriodic")))
                .check(CODE);
    }

    /** The client's own pool serves first come, first served, and hands out what it has without a look at where it leads. */
    @Test
    void nobodyUsesThePoolOfTheClient() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(io.vertx.sqlclient.Pool.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(io.vertx.sqlclient.ClientBuilder.class)
                .check(CODE);
    }

    /** A cancelled wait for a standby reports a success for what the standby never got. */
    @Test
    void nobodyCancelsAStatement() {
        noClasses()
                .should()
                .callMethod(io.vertx.pgclient.PgConnection.class, "cancelRequest")
                .check(CODE);
    }

    @Test
    void nobodyBuildsJsonAsATreeOfMaps() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.core.json.JsonObject")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.core.json.JsonArray")
                .check(CODE);
    }

    @Test
    void theLaneKnowsOfVertxOnlyFutureAndPromise() {
        noClasses()
                .that(resideInAPackage(ROOT + "lane..").and(DescribedPredicate.not(LANE_ADAPTER)))
                .should()
                .dependOnClassesThat(resideInAPackage("io.vertx..")
                        .and(DescribedPredicate.describe(
                                "are not Future, its results and Promise",
                                type -> !Set.of("Future", "CompositeFuture", "AsyncResult", "Promise")
                                        .contains(type.getSimpleName()))))
                .check(CODE);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> packages = CODE.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        assertThat(packages)
                .isNotEmpty()
                .allMatch(each -> each.tryGetAnnotationOfType(NullMarked.class).isPresent());
    }

    @Test
    void onlyCommandsWriteToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "app..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CODE);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
