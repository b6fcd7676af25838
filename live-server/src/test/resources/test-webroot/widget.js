export const widget = true;
