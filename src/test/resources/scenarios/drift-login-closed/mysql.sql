ALTER USER 'orders_user'@'%' ACCOUNT UNLOCK;
