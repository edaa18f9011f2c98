package dev.millrace;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Records of settings of which a test changes a few: {@code Changed.of(ApiConfig.defaults(), Map.of("port", 0))}. */
public final class Changed {
    private Changed() {}

    /**
     * The same record with other values in the components that {@code changes} names, its own or those of its parts, which are
     * records inside it.
     *
     * @throws IllegalArgumentException if it has no such component, or as the record itself says
     */
    public static <R extends Record> R of(R settings, Map<String, ?> changes) {
        Set<String> unknown = new HashSet<>(changes.keySet());
        R changed = changed(settings, changes, unknown);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(settings.getClass().getSimpleName() + " has no " + unknown);
        }
        return changed;
    }

    private static <R extends Record> R changed(R settings, Map<String, ?> changes, Set<String> unknown) {
        RecordComponent[] components = settings.getClass().getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int index = 0; index < components.length; index++) {
                RecordComponent component = components[index];
                Object before = component.getAccessor().invoke(settings);
                if (unknown.remove(component.getName())) {
                    values[index] = Objects.requireNonNull(changes.get(component.getName()));
                } else if (component.getType().getEnclosingClass() == settings.getClass()
                        && before instanceof Record part) {
                    values[index] = changed(part, changes, unknown);
                } else {
                    values[index] = before;
                }
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @SuppressWarnings("unchecked") // It is of the class of what was given.
            R changed = (R) settings.getClass().getDeclaredConstructor(types).newInstance(values);
            return changed;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
