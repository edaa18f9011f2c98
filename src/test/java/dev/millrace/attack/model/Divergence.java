package dev.millrace.attack.model;

/**
 * Where service and model part.
 *
 * @param step at which step of the script, from 0; its length for the books in the end
 * @param told what was expected, and what was answered
 */
record Divergence(int step, String told) {}
