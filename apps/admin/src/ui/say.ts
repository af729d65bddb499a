import { notifications } from '@mantine/notifications';

/** Says quietly that something is done; screen readers hear it too. */
export function say(message: string): void {
  notifications.show({ message, autoClose: 4000, withBorder: true });
}
