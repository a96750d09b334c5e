/** The demonstration of a failover: prints each event and how long each phase took. */
@NullMarked
package io.signalbox.sandbox.demo;

import org.jspecify.annotations.NullMarked;
