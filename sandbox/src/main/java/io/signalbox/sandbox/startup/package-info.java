/** How long the services take to start and how much memory they hold while they work. */
@NullMarked
package io.signalbox.sandbox.startup;

import org.jspecify.annotations.NullMarked;
