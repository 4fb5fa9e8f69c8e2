import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';

import { IsText } from './validation.js';

export class LoginDto {
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @IsString()
  @MinLength(3)
  @MaxLength(256)
  password!: string;
}

export class RegisterDto {
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @IsText(8, 256)
  password!: string;

  @IsText(1, 80)
  name!: string;
}
