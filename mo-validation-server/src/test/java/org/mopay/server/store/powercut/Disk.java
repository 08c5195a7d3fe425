package org.mopay.server.store.powercut;

import org.mopay.server.store.powercut.WriteTrace.Step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Files as a disk has them: what was synced is there, what was written since may be. */
final class Disk {
    /** Shared memory of live processes: nobody reads it after a crash. */
    private static final String SHARED_MEMORY = "-shm";

    private final Map<String, byte[]> synced = new HashMap<>();
    private final Map<String, List<Step>> pending = new HashMap<>();

    /** What becomes of the writes that were not synced. */
    enum Loss {
        /** All of them are lost. */
        ALL,
        /** They are there, but for the last one, of which half is. */
        LAST_TORN,
        /** Some are there, some are not, in no order. */
        SOME
    }

    void apply(Step step) {
        if (step.file().endsWith(SHARED_MEMORY)) {
            return;
        }
        List<Step> waiting = pending.computeIfAbsent(step.file(), file -> new ArrayList<>());
        switch (step.kind()) {
            case 's' -> {
                synced.put(step.file(), after(step.file(), waiting));
                waiting.clear();
            }
            case 'u' -> {
                synced.remove(step.file());
                waiting.clear();
            }
            default -> waiting.add(step);
        }
    }

    /** Writes what the power cut leaves into a directory. */
    void cut(Path directory, Loss loss, Random random) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, List<Step>> file : pending.entrySet()) {
            byte[] left = after(file.getKey(), survivors(file.getValue(), loss, random));
            if (synced.containsKey(file.getKey()) || left.length > 0) {
                Files.write(directory.resolve(file.getKey()), left);
            }
        }
    }

    private static List<Step> survivors(List<Step> written, Loss loss, Random random) {
        return switch (loss) {
            case ALL -> List.of();
            case LAST_TORN -> {
                List<Step> torn = new ArrayList<>(written);
                if (!torn.isEmpty()) {
                    Step last = torn.remove(torn.size() - 1);
                    byte[] half = Arrays.copyOf(last.data(), last.data().length / 2);
                    torn.add(new Step(last.kind(), last.file(), last.offset(), half, last.end()));
                }
                yield torn;
            }
            case SOME -> written.stream().filter(step -> random.nextBoolean()).toList();
        };
    }

    private byte[] after(String file, List<Step> steps) {
        byte[] content = synced.getOrDefault(file, new byte[0]);
        for (Step step : steps) {
            int offset = Math.toIntExact(step.offset());
            if (step.kind() == 't') {
                content = Arrays.copyOf(content, offset);
            } else {
                int size = Math.max(content.length, offset + step.data().length);
                content = Arrays.copyOf(content, size);
                System.arraycopy(step.data(), 0, content, offset, step.data().length);
            }
        }
        return content.clone();
    }
}
