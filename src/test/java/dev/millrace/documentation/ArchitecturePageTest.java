package dev.millrace.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on the architecture draws the rooms that there are, with the arrows that there are. */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("docs", "architecture.md");
    private static final String ROOT = "dev.millrace.";
    private static final String SEES_ALL = "app";
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z]+)` \\| [^|]+ \\| ([^|]+) \\| ([^|]*) ?\\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([A-Za-z.]+)`");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.millrace");

    @Test
    void everyRoomSeesWhatItsRowSays() throws IOException {
        Map<String, Set<String>> drawn = new TreeMap<>();
        rows().forEach((room, row) -> drawn.put(room, new TreeSet<>(names(row.group(3)))));
        drawn.remove(SEES_ALL);
        Map<String, Set<String>> real = new TreeMap<>();
        for (JavaClass type : CODE) {
            Set<String> seen = real.computeIfAbsent(room(type), _ -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                if (dependency.getTargetClass().getPackageName().startsWith(ROOT)) {
                    seen.add(room(dependency.getTargetClass()));
                }
            }
            seen.remove(room(type));
        }
        real.remove(SEES_ALL);
        assertThat(drawn).isEqualTo(real);
    }

    @Test
    void everyRoomSaysWhereToBeginReading() throws IOException {
        Set<String> types = CODE.stream().map(JavaClass::getFullName).collect(Collectors.toSet());
        rows().forEach((room, row) -> assertThat(names(row.group(2)))
                .as(room)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(types).contains(ROOT + room + "." + name)));
    }

    @Test
    void theLayersOfTheRulesAreDrawnInTheirOrder() throws IOException {
        List<String> layers = names(Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| `domain` |"))
                .findFirst()
                .orElseThrow()
                .split("\\|", -1)[2]);
        assertThat(layers)
                .hasSameElementsAs(CODE.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(ROOT + "domain."))
                        .map(name -> name.substring((ROOT + "domain.").length()))
                        .collect(Collectors.toSet()));
        for (JavaClass type : CODE) {
            int own = layers.indexOf(type.getPackageName().replace(ROOT + "domain.", ""));
            if (own >= 0) {
                assertThat(type.getDirectDependenciesFromSelf())
                        .as(type.getName())
                        .allSatisfy(dependency -> assertThat(layers.indexOf(dependency
                                        .getTargetClass()
                                        .getPackageName()
                                        .replace(ROOT + "domain.", "")))
                                .isLessThanOrEqualTo(own));
            }
        }
    }

    private static Map<String, MatchResult> rows() throws IOException {
        Map<String, MatchResult> rows = new LinkedHashMap<>();
        String page = Files.readString(PAGE);
        String rooms = page.substring(page.indexOf("## Rooms"), page.indexOf("## A command's way"));
        ROW.matcher(rooms).results().forEach(row -> rows.put(row.group(1), row));
        return rows;
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static String room(JavaClass type) {
        String inside = type.getPackageName().substring(ROOT.length());
        return inside.contains(".") ? inside.substring(0, inside.indexOf('.')) : inside;
    }
}
