-- One database and the user that owns it. Creates what is missing, changes what differs, drops nothing; may run repeatedly and after an
-- interruption. @database, @user and @password are set by the statements before it.
SET NAMES utf8mb4;
SET @account = CONCAT(QUOTE(@user), '@', QUOTE('%'));

SET @step = CONCAT('CREATE DATABASE IF NOT EXISTS `', REPLACE(@database, '`', '``'), '` CHARACTER SET utf8mb4');
PREPARE step FROM @step;
EXECUTE step;

SET @step = CONCAT('CREATE USER IF NOT EXISTS ', @account, ' IDENTIFIED BY ', QUOTE(@password));
PREPARE step FROM @step;
EXECUTE step;

SET @step = CONCAT('ALTER USER ', @account, ' IDENTIFIED BY ', QUOTE(@password));
PREPARE step FROM @step;
EXECUTE step;

-- In a grant _ and % match any characters, also in a quoted name.
SET @step = CONCAT(
  'GRANT ALL PRIVILEGES ON `', REPLACE(REPLACE(REPLACE(@database, '`', '``'), '_', '\\_'), '%', '\\%'), '`.* TO ', @account);
PREPARE step FROM @step;
EXECUTE step;

DEALLOCATE PREPARE step;
