package dev.millrace;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Records of settings of which a test changes a few: {@code Changed.of(ApiConfig.defaults(), Map.of("port", 0))}. */
public final class Changed {
    private Changed() {}

    /**
     * The same record with other values in the components that {@code changes} names.
     *
     * @throws IllegalArgumentException if it has no such component, or as the record itself says
     */
    public static <R extends Record> R of(R settings, Map<String, ?> changes) {
        RecordComponent[] components = settings.getClass().getRecordComponents();
        Set<String> unknown = new HashSet<>(changes.keySet());
        Arrays.stream(components).map(RecordComponent::getName).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(settings.getClass().getSimpleName() + " has no " + unknown);
        }
        try {
            Object[] values = new Object[components.length];
            for (int index = 0; index < components.length; index++) {
                String name = components[index].getName();
                values[index] = changes.containsKey(name)
                        ? changes.get(name)
                        : components[index].getAccessor().invoke(settings);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @SuppressWarnings("unchecked") // It is of the class of what was given.
            R changed = (R) settings.getClass().getDeclaredConstructor(types).newInstance(values);
            return changed;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
