/**
 * What a step of a plan asks for. Each kind of action is one class with all that the services and the topology must know of
 * it. Every record here is a published format: add fields, never change their meaning.
 */
@NullMarked
package io.signalbox.contract.step;

import org.jspecify.annotations.NullMarked;
