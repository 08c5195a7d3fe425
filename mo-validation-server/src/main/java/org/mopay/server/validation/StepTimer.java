package org.mopay.server.validation;

/** Measures the steps of one submission: each from the end of the one before it. */
final class StepTimer {
    private final ValidationStep.Observer observer;
    private long before = System.nanoTime();

    StepTimer(ValidationStep.Observer observer) {
        this.observer = observer;
    }

    void ended(ValidationStep step) {
        long now = System.nanoTime();
        observer.took(step, now - before);
        before = now;
    }
}
