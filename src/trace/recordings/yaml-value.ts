/** Apart, so that it is loaded only where YAML is read. */
export { parse as yamlValue } from 'yaml';
