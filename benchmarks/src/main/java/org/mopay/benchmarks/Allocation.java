package org.mopay.benchmarks;

import org.mopay.core.error.ProtocolException;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What a payment allocates, both phones together. JMH's profiler counts a whole iteration, in which
 * restoring the phones allocates more than paying does; so the thread's own counter is read around
 * each payment, once the code is compiled, and what reading it allocates is taken off.
 */
final class Allocation {
    private static final int WARMUPS = 3000;
    private static final int PAYMENTS = 200;

    private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName threads;

    private Allocation() throws JMException {
        this.threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
    }

    /** Bytes a payment, the mean of many. */
    static long ofPayment() {
        try {
            return new Allocation().measure(ReplayedPayment.recorded());
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not count what a thread allocates", e);
        } catch (ProtocolException e) {
            throw new IllegalStateException("this payment is in order", e);
        }
    }

    private long measure(ReplayedPayment payment) throws JMException, ProtocolException {
        for (int i = 0; i < WARMUPS; i++) {
            payment.rewind();
            payment.replay();
        }
        long paying = 0;
        long reading = 0;
        for (int i = 0; i < PAYMENTS; i++) {
            payment.rewind();
            long before = allocated();
            payment.replay();
            long after = allocated();
            paying += after - before;
            reading += allocated() - after;
        }
        return (paying - reading) / PAYMENTS;
    }

    /** By this thread, since it was started, in bytes. */
    private long allocated() throws JMException {
        return (Long) platform.getAttribute(threads, "CurrentThreadAllocatedBytes");
    }
}
